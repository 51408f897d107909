import { instantOf, type LocalTime } from './zoned-time';

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm)?\s*(z|utc|[+-]\d{2}:?\d{2})?$/i;

/**
 * The instant that an ISO 8601 date and time means; one without offset is read on the clocks of
 * `zone`. Null for anything else, a date without a time included: a time of day is not made up.
 */
export function parseMoment(text: string, zone: string): Date | null {
  const match = MOMENT.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour, minute, second, half, offset] = match;
  const local: LocalTime = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: hourOf(Number(hour), half?.toLowerCase()),
    minute: Number(minute),
    second: Number(second ?? 0),
  };
  if (!isOnTheCalendar(local)) return null;
  if (offset === undefined) return instantOf(local, zone);
  const utc = Date.UTC(
    local.year,
    local.month - 1,
    local.day,
    local.hour,
    local.minute,
    local.second,
  );
  return new Date(utc - offsetMinutes(offset) * 60_000);
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return NaN;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

function isOnTheCalendar({ year, month, day, hour, minute, second }: LocalTime): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return (
    year >= 1970 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59
  );
}

function offsetMinutes(offset: string): number {
  if (/^(z|utc)$/i.test(offset)) return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  const digits = offset.replace(/\D/g, '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}
