import { readFileSync } from 'node:fs';

const LOOK_MS = 250;
const MAX_LEVELS = 4;

/**
 * Settles when npm, or what stands between npm and this process, has ended: a killed npm and a
 * shell that got the signal instead of us tell us nothing. Never settles outside npm.
 */
export function whenNpmEnds(env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve) => {
    if (!env['npm_lifecycle_event']) return;
    const before = ancestorsUpToNpm();
    const timer = setInterval(() => {
      if (ancestorsUpToNpm().join() === before.join()) return;
      clearInterval(timer);
      resolve();
    }, LOOK_MS);
    timer.unref();
  });
}

/** Without /proc only the parent is known. */
function ancestorsUpToNpm(): number[] {
  const pids = [process.ppid];
  while (pids.length < MAX_LEVELS) {
    const last = pids.at(-1) as number;
    const parent = isNpm(last) ? null : parentOf(last);
    if (parent === null) break;
    pids.push(parent);
  }
  return pids;
}

function isNpm(pid: number): boolean {
  return /\bnpm\b/.test(read(`/proc/${pid}/cmdline`)?.split('\0')[0] ?? '');
}

function parentOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  // The name, in brackets, may hold spaces.
  return stat ? Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) : null;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
