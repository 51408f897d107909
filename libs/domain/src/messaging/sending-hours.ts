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

/** When the quiet hours that the instant lies in are over; null when it lies in none. */
export function quietUntil(now: Date, { start, end, zone }: QuietHours): Date | null {
  const from = minutesOf(start);
  const to = minutesOf(end);
  const minute = minuteAt(now, zone);
  const isQuiet = from <= to ? minute >= from && minute < to : minute >= from || minute < to;
  return isQuiet ? nextAt(now, to, zone) : null;
}

/** When business hours begin again; null when the instant lies in them, or they never come. */
export function closedUntil(now: Date, { start, end, days, zone }: BusinessHours): Date | null {
  const from = minutesOf(start);
  const to = minutesOf(end);
  if (days.length === 0 || from >= to) return null;
  const minute = minuteAt(now, zone);
  if (days.includes(weekdayAt(now, zone)) && minute >= from && minute < to) return null;
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const opening = atMinute(now, ahead, from, zone);
    if (opening > now && days.includes(weekdayAt(opening, zone))) return opening;
  }
  return null;
}

/** The next local midnight. */
export function nextMidnight(now: Date, zone: string): Date {
  return nextAt(now, 0, zone);
}

function nextAt(now: Date, minute: number, zone: string): Date {
  const today = atMinute(now, 0, minute, zone);
  return today > now ? today : atMinute(now, 1, minute, zone);
}

function atMinute(now: Date, daysAhead: number, minute: number, zone: string): Date {
  const { year, month, day } = localTimeAt(now, zone);
  const date = new Date(Date.UTC(year, month - 1, day + daysAhead));
  return instantOf(
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
