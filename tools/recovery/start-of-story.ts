import type { FastTime } from '@otto/config';

const DAY_MS = 86_400_000;

/**
 * A Tuesday at least a day ahead, in the afternoon of both coasts: a first text may go out at once,
 * and those that follow meet closed offices and nights.
 */
export function startOfStory(speed: number, since = new Date()): FastTime {
  const from = new Date(Math.ceil(since.getTime() / DAY_MS) * DAY_MS + DAY_MS);
  while (from.getUTCDay() !== 2) from.setUTCDate(from.getUTCDate() + 1);
  from.setUTCHours(21);
  return { from, since, speed };
}
