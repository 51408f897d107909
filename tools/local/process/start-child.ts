import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Part } from '../stack/part';

export interface ChildOptions {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Found in its command line; tells a process that was left behind from a stranger. */
  readonly mark: string;
  readonly endsByItself?: boolean;
  /** Gets every line of output. */
  readonly onLine: (line: string) => void;
}

/** After SIGTERM a child may drain for so long before it is killed. */
const GRACE_MS = 20_000;

export interface Child extends Part {
  /** Null before the end, and where a signal ended it. */
  exitCode(): number | null;
}

/** Runs a node program in a process group of its own, so that Ctrl-C reaches it only through us. */
export function startChild(options: ChildOptions): Child {
  const { name, args, cwd, env, logFile, mark, onLine, endsByItself = false } = options;
  const child = spawn(process.execPath, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile, { flags: 'w' });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      onLine(line);
    });
  }
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => log.write(`${error.message}\n`));
    child.once('close', () => {
      hasEnded = true;
      log.end(resolve);
    });
  });
  const signalGroup = (signal: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      // The group has ended already.
    }
  };
  return {
    name,
    pid: child.pid ?? 0,
    mark,
    logFile,
    endsByItself,
    ended,
    exitCode: () => child.exitCode,
    stop: async () => {
      if (hasEnded) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => signalGroup('SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
