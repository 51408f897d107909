import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { collectServerLog } from '../logs/collected';

export interface ServerOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** How the program is asked to end, and how long it may take before it is killed. */
  readonly stopSignal: NodeJS.Signals;
  readonly graceMs: number;
  /** In a process group of its own, so that Ctrl-C in the terminal reaches only its parent. */
  readonly detached?: boolean;
}

export interface ServerProcess {
  readonly pid: number;
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** Asks the process to end, kills it when it does not; fine with one that is dead already. */
  stop(): Promise<void>;
  lastLines(): string;
}

/** Starts a server program whose output goes to a file. */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  const { name, command, args, logFile, stopSignal, graceMs, detached = false, ...rest } = options;
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, { ...rest, detached, stdio: ['ignore', log, log] });
  closeSync(log);
  const endWithParent = () => void child.kill(stopSignal);
  process.once('exit', endWithParent);
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      hasEnded = true;
      process.off('exit', endWithParent);
      collectServerLog(name, child.pid as number, logFile);
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => {
      process.off('exit', endWithParent);
      reject(new Error(`${name} cannot be started: ${cause.message}`, { cause }));
    });
  });
  return {
    pid: child.pid as number,
    ended,
    hasEnded: () => hasEnded,
    lastLines: () => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-15).join('\n'),
    async stop() {
      if (hasEnded) return;
      child.kill(stopSignal);
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Waits until the server answers; throws its last log lines when it ends or stays silent. */
export async function waitUntilReady(
  name: string,
  server: ServerProcess,
  isReady: () => Promise<boolean> | boolean,
  timeoutMs = 30_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isReady())) {
    if (server.hasEnded()) throw new Error(`${name} ended while starting:\n${server.lastLines()}`);
    if (Date.now() > deadline) {
      await server.stop();
      throw new Error(`${name} did not start in ${timeoutMs / 1_000} s:\n${server.lastLines()}`);
    }
    await wait(20);
  }
}
