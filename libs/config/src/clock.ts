import { readFileSync } from 'node:fs';

/**
 * Tells the time: the system's, unless a file is named. Then it is what the file says, which a
 * simulation moves on; until the file is there it is the system's all the same.
 */
export function createClock(file: string | null): { now(): Date } {
  return { now: () => (file === null ? null : readTime(file)) ?? new Date() };
}

function readTime(file: string): Date | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const time = new Date(text.trim());
  if (Number.isNaN(time.getTime())) throw new Error('the file of OTTO_CLOCK holds no time');
  return time;
}
