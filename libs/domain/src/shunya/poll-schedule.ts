/** Seconds between polls, by how many answers of "still at it" there were; the last one repeats. */
const WAITS_S = [0, 5, 10, 30, 60, 300] as const;

/** After the n-th failure in a row; an outage of ten minutes must not end every job. */
const FAILURE_WAITS_S = [5, 30, 120, 600] as const;

/** A job that is older has timed out. */
export const JOB_LIFETIME_MS = 24 * 3_600_000;

/** So long after its start a job that Shunya does not know counts as one that it has yet to see. */
export const UNKNOWN_GRACE_MS = 10 * 60_000;

/** Milliseconds until the next poll after `answers` (0, 1, …) polls; the first one is due at once. */
export function pollDelayMs(answers: number): number {
  const index = Math.min(Math.max(0, answers), WAITS_S.length - 1);
  return (WAITS_S[index] ?? 0) * 1_000;
}

/** Milliseconds until the next poll after `failures` (1, 2, …) failed ones in a row. */
export function failureDelayMs(failures: number): number {
  const index = Math.min(Math.max(1, failures), FAILURE_WAITS_S.length) - 1;
  return (FAILURE_WAITS_S[index] ?? 0) * 1_000;
}

export function hasTimedOut(startedAt: Date, now: Date): boolean {
  return now.getTime() - startedAt.getTime() > JOB_LIFETIME_MS;
}

export function isYoung(startedAt: Date, now: Date): boolean {
  return now.getTime() - startedAt.getTime() < UNKNOWN_GRACE_MS;
}
