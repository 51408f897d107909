const DAY_MS = 86_400_000;

/**
 * A Monday at least a day ahead, in the afternoon of New York: a first text may go out at once, and
 * those that follow meet closed offices and nights, yet no weekend.
 */
export function startOfStory(since = new Date()): Date {
  const from = new Date(Math.ceil(since.getTime() / DAY_MS) * DAY_MS + DAY_MS);
  while (from.getUTCDay() !== 1) from.setUTCDate(from.getUTCDate() + 1);
  from.setUTCHours(21);
  return from;
}
