import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startChild, type Child } from '../process/start-child';
import { appEnv } from './app-env';
import { files, repositoryRoot } from './files';
import type { Progress } from './progress';
import type { Stack } from './stack-file';
import type { Supervisor } from './supervisor';
import { within } from './within';

const READY_MS = 30_000;
const COLOURS = { web: 36, worker: 32, beat: 35 } as const;
type AppName = keyof typeof COLOURS;

/** Starts web, worker and beat and waits until each of them serves. */
export async function startApps(
  stack: Stack,
  supervisor: Supervisor,
  progress: Progress,
): Promise<void> {
  const env = { ...process.env, ...appEnv(stack) };
  const [worker, beat, web] = (['worker', 'beat', 'web'] as const).map((name) =>
    startApp(name, env, supervisor),
  ) as [StartedApp, StartedApp, StartedApp];
  const abort = new AbortController();
  try {
    await Promise.all([
      within(READY_MS, 'the worker', worker.child, worker.hasLoggedReady),
      within(READY_MS, 'beat', beat.child, beat.hasLoggedReady),
      within(READY_MS, 'web', web.child, answers(`${stack.web}/health/ready`, abort.signal)),
    ]);
  } finally {
    abort.abort();
  }
  progress('web, worker and beat are ready');
}

interface StartedApp {
  readonly child: Child;
  readonly hasLoggedReady: Promise<void>;
}

function startApp(name: AppName, env: NodeJS.ProcessEnv, supervisor: Supervisor): StartedApp {
  const main = path.join('dist/apps', name, 'main.js');
  const prefix = prefixOf(name);
  let isReady: () => void = () => undefined;
  const hasLoggedReady = new Promise<void>((resolve) => (isReady = resolve));
  const child = startChild({
    name,
    args: ['--enable-source-maps', main],
    cwd: repositoryRoot,
    env,
    logFile: files.log(name),
    mark: main,
    onLine: (line) => {
      process.stdout.write(`${prefix} ${line}\n`);
      if (/\bready\b/i.test(line)) isReady();
    },
  });
  return { child: supervisor.add(child), hasLoggedReady };
}

function prefixOf(name: AppName): string {
  const text = `[${name}]`.padEnd(8);
  return process.stdout.isTTY ? `\u001b[${COLOURS[name]}m${text}\u001b[0m` : text;
}

/** Settles when the URL answers 200; stays open until then. */
async function answers(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const response = await fetch(url, { signal }).catch(() => null);
    if (response?.status === 200) return;
    await wait(100);
  }
}
