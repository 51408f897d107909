import { localDay, localToday } from '../time/local-day';
import { instantOf, localTimeAt } from '../time/zoned-time';

/** Times of day are `HH:MM` on the clocks of the zone; a span may go over midnight. */
export interface QuietHours {
  readonly start: string;
  readonly end: string;
  readonly zone: string;
}

export interface BusinessHours {
  readonly start: string;
  readonly end: string;
  /** ISO weekdays, Monday is 1. */
  readonly days: readonly number[];
  readonly zone: string;
}

const DAYS_AHEAD = 8;
const MINUTE_MS = 60_000;
/** No clock has ever been moved by more at once where telephones are. */
const CLOCK_CHANGE_MINUTES = 180;

/** When the quiet hours that the instant lies in are over; null when it lies in none. */
export function quietUntil(now: Date, { start, end, zone }: QuietHours): Date | null {
  const from = minutesOf(start);
  const to = minutesOf(end);
  const isQuiet = (instant: Date) => {
    const minute = minuteAt(instant, zone);
    return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
  };
  return isQuiet(now) ? firstAfter(now, to, zone, (instant) => !isQuiet(instant)) : null;
}

/** When business hours begin again; null when the instant lies in them, or they never come. */
export function closedUntil(now: Date, { start, end, days, zone }: BusinessHours): Date | null {
  const from = minutesOf(start);
  const to = minutesOf(end);
  if (days.length === 0 || from >= to) return null;
  const isOpen = (instant: Date) => {
    const minute = minuteAt(instant, zone);
    return days.includes(weekdayAt(instant, zone)) && minute >= from && minute < to;
  };
  return isOpen(now) ? null : firstAfter(now, from, zone, isOpen);
}

/** The next local midnight; the first instant of the day where clocks skip midnight. */
export function nextMidnight(now: Date, zone: string): Date {
  const today = localToday(now, zone);
  return localDay(today, zone).to;
}

/**
 * The first instant after `now` that it is allowed at, given that this begins when clocks show the
 * minute, or when a change of the clocks jumps over that. Null where it is not within eight days.
 */
function firstAfter(
  now: Date,
  minute: number,
  zone: string,
  isAllowed: (instant: Date) => boolean,
): Date | null {
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const first = timesAt(now, ahead, minute, zone).find(
      (instant) => instant > now && isAllowed(instant),
    );
    if (first) return beginningOf(first, now, isAllowed);
  }
  return null;
}

/** Every instant of the day at which clocks show the minute: two where it is repeated. */
function timesAt(now: Date, daysAhead: number, minute: number, zone: string): readonly Date[] {
  const { year, month, day } = localTimeAt(now, zone);
  const date = new Date(Date.UTC(year, month - 1, day + daysAhead));
  const first = instantOf(
    {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: Math.floor(minute / 60),
      minute: minute % 60,
      second: 0,
    },
    zone,
  );
  const again = [30, 60, 120]
    .map((later) => new Date(first.getTime() + later * MINUTE_MS))
    .filter((instant) => minuteAt(instant, zone) === minuteAt(first, zone));
  return [first, ...again];
}

/** Goes back from a time that clocks jumped to, to the jump. */
function beginningOf(instant: Date, now: Date, isAllowed: (instant: Date) => boolean): Date {
  let first = instant;
  for (let step = 0; step < CLOCK_CHANGE_MINUTES; step += 1) {
    const before = new Date(first.getTime() - MINUTE_MS);
    if (before <= now || !isAllowed(before)) return first;
    first = before;
  }
  return first;
}

function minuteAt(instant: Date, zone: string): number {
  const { hour, minute } = localTimeAt(instant, zone);
  return hour * 60 + minute;
}

function weekdayAt(instant: Date, zone: string): number {
  const { year, month, day } = localTimeAt(instant, zone);
  return ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7) + 1;
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
