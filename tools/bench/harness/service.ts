import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Service {
  readonly pid: number;
  stop(): Promise<void>;
}

const READY_MS = 30_000;
const STOP_GRACE_MS = 10_000;

/** Starts a built app and waits until it logs that it is ready. */
export async function startService(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Service> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endWithParent = () => void child.kill('SIGKILL');
  process.once('exit', endWithParent);
  const ended = once(child, 'close').then(() => void process.off('exit', endWithParent));
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
    await ended;
    clearTimeout(timer);
  };
  const timeout = setTimeout(() => void stop(), READY_MS);
  const isReady = await new Promise<boolean>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (/\bready\b/i.test(line)) resolve(true);
    });
    void ended.then(() => resolve(false));
  });
  clearTimeout(timeout);
  if (!isReady) throw new Error(`${args.join(' ')} did not become ready`);
  return { pid: child.pid as number, stop };
}
