import { tail } from '../process/tail';
import { whenNpmEnds } from '../process/when-npm-ends';
import { files } from './files';
import type { Part } from './part';
import { createProgress, type Progress } from './progress';
import { claimInstance, type Instance } from './single-instance';
import { createSupervisor, StackStopped, type Supervisor } from './supervisor';

export interface StackCommand {
  /** As the user typed it; shown when a second start finds it running. */
  readonly command: string;
  /** Brings everything up and prints the banner. */
  readonly bringUp: (supervisor: Supervisor, progress: Progress) => Promise<void>;
}

/** A second Ctrl-C counts only after this long: npm and tsx may pass the first one on again. */
const IMPATIENCE_MS = 1_500;

/**
 * Runs a stack until a signal asks it to end (exit code 0), or until a part of it fails (1). No
 * process outlives it.
 */
export async function runStack({ command, bringUp }: StackCommand): Promise<number> {
  // Whoever reads our output may go first; that must not keep us from ending the rest in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const progress = createProgress();
  let instance: Instance;
  try {
    instance = await claimInstance(files.running, command, progress);
  } catch (error) {
    console.error(messageOf(error));
    return 1;
  }
  const supervisor = createSupervisor(instance.note);
  const signalled = nextSignal();
  const startup = bringUp(supervisor, progress);
  const outcome = await Promise.race([
    signalled.then((): Outcome => ({ kind: 'signal' })),
    whenNpmEnds(process.env).then((): Outcome => ({ kind: 'signal' })),
    supervisor.failed.then((part): Outcome => ({ kind: 'part', part })),
    startup.then(
      () => new Promise<never>(() => undefined),
      (error: unknown): Outcome => ({ kind: 'error', error }),
    ),
  ]);
  report(outcome, progress);
  const stopping = (part: Part) => progress(`stopping ${part.name}`);
  await supervisor.stop(stopping);
  await startup.catch(() => undefined);
  // What the start had under way when it was told to end.
  await supervisor.stop(stopping);
  instance.release();
  progress('everything is stopped');
  return outcome.kind === 'signal' ? 0 : 1;
}

type Outcome =
  | { readonly kind: 'signal' }
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'error'; readonly error: unknown };

function report(outcome: Outcome, progress: Progress): void {
  if (outcome.kind === 'signal') progress('stopping');
  if (outcome.kind === 'part') {
    const { name, logFile } = outcome.part;
    console.error(`\n${name} has ended unexpectedly. The end of its log:\n${tail(logFile)}\n`);
  }
  if (outcome.kind === 'error' && !(outcome.error instanceof StackStopped)) {
    console.error(`\n${messageOf(outcome.error)}\n`);
  }
}

function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    let since = 0;
    const onSignal = () => {
      if (since === 0) since = performance.now();
      else if (performance.now() - since > IMPATIENCE_MS) process.exit(1);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
