import { readFileSync } from 'node:fs';

/** This process runs below tsx, a shell and npm. */
const LEVELS = 3;
const LOOK_MS = 100;

/**
 * Calls `onEnd` when npm, its shell or tsx has ended: a signal sent to npm alone does not come
 * through to here, and a worker left behind would spoil the next measurement.
 */
export function endWithNpm(env: NodeJS.ProcessEnv, onEnd: () => void): void {
  if (!env['npm_lifecycle_event']) return;
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    onEnd();
  }, LOOK_MS);
  timer.unref();
}

function ancestors(): string {
  const pids = [process.ppid];
  while (pids.length < LEVELS) pids.push(parentOf(pids.at(-1) as number));
  return pids.join();
}

/** 0 when the process is gone, or where there is no /proc. */
function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
