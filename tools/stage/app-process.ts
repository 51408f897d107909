import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface AppProcess {
  readonly pid: number;
  kill(): Promise<void>;
  /** Lets it end in order. */
  stop(): Promise<void>;
}

const KEPT_LINES = 40;
const GRACE_MS = 20_000;

/** Starts a service and waits until it logs that it is ready. */
export async function startAppProcess(
  main: string,
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void = () => undefined,
): Promise<AppProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', main], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithParent = () => void child.kill('SIGKILL');
  process.once('exit', endWithParent);
  const ended = once(child, 'close').then(() => void process.off('exit', endWithParent));
  const last: string[] = [];
  const isReady = await new Promise<boolean>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        last.push(line);
        if (last.length > KEPT_LINES) last.shift();
        onLine(line);
        if (/\bready\b/.test(line)) resolve(true);
      });
    }
    void ended.then(() => resolve(false));
  });
  if (!isReady) throw new Error(`${main} has ended before it was ready:\n${last.join('\n')}`);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    await ended;
    clearTimeout(timer);
  };
  return { pid: child.pid as number, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}
