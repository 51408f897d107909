import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** One line of standard output of a measured process. */
export interface ChildEvent {
  readonly event: string;
}

export interface Child<E extends ChildEvent> {
  readonly pid: number;
  /** The first event of that name; rejects when the process ends without it. */
  event<N extends E['event']>(name: N): Promise<Extract<E, { event: N }>>;
  /** Ends the process if it still runs; resolves when it has ended. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const STOP_GRACE_MS = 5_000;

/** Starts a measured process: plain node, production, its JSON lines as events. */
export function startChild<E extends ChildEvent>(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Child<E> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production', NO_LOG_SUCCESS: '1', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endWithParent = () => void child.kill('SIGKILL');
  process.once('exit', endWithParent);
  const ended = once(child, 'close').then(() => void process.off('exit', endWithParent));

  const seen = new Map<string, E>();
  const waiting = new Set<() => void>();
  let hasEnded = false;
  const notify = () => {
    for (const look of waiting) look();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = JSON.parse(line) as E;
    if (!seen.has(event.event)) seen.set(event.event, event);
    notify();
  });
  void ended.then(() => {
    hasEnded = true;
    notify();
  });

  return {
    pid: child.pid as number,
    event: (name) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const event = seen.get(name);
          if (!event && !hasEnded) return;
          waiting.delete(look);
          if (event) resolve(event as Extract<E, { event: typeof name }>);
          else reject(new Error(`${args.slice(1).join(' ')} ended without "${name}"`));
        };
        waiting.add(look);
        look();
      }),
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
