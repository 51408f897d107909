import type { TickOutcome } from '@otto/db/sql';
import type { Schedule } from './schedule';

/** A slot this young is simply on time. */
const ON_TIME_MS = 10_000;

export interface PlannedTick {
  readonly slot: Date;
  readonly outcome: Extract<TickOutcome, 'fired' | 'caught_up' | 'missed'>;
}

/**
 * What to do with the slots that have passed since the last one settled, oldest first: the newest
 * fires when it is on time; late ones are caught up as the schedule's policy says, or missed.
 */
export function planTicks(
  schedule: Pick<Schedule, 'catchUp' | 'catchUpWindowMs'>,
  due: readonly Date[],
  now: Date,
): PlannedTick[] {
  const newest = due.at(-1);
  const ageMs = (slot: Date) => now.getTime() - slot.getTime();
  return due.map((slot) => {
    if (slot === newest && ageMs(slot) <= ON_TIME_MS) return { slot, outcome: 'fired' };
    const isWanted =
      schedule.catchUp === 'all' || (schedule.catchUp === 'latest' && slot === newest);
    const isInWindow = ageMs(slot) <= schedule.catchUpWindowMs;
    return { slot, outcome: isWanted && isInWindow ? 'caught_up' : 'missed' };
  });
}
