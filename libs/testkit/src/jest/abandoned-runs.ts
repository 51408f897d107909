import { existsSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import path from 'node:path';

const PREFIX = 'otto-test-';

export const runDirPrefix = (pid: number): string => `${PREFIX}${pid}-`;

/** Ends the servers and removes the folders of test runs that were killed (Linux only). */
export function removeAbandonedRuns(parent: string): void {
  if (!existsSync('/proc/self/cwd')) return;
  const abandoned = readdirSync(parent)
    .filter((name) => name.startsWith(PREFIX) && !isAlive(Number(name.split('-')[2])))
    .map((name) => path.join(parent, name));
  for (const dir of abandoned) {
    for (const pid of processesWorkingIn(dir)) kill(pid);
    rmSync(dir, { recursive: true, force: true });
  }
}

function processesWorkingIn(dir: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingDir(pid).startsWith(`${dir}/`));
}

function workingDir(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
