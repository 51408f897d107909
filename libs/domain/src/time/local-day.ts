import { instantOf, localTimeAt } from './zoned-time';

export interface LocalDay {
  /** `YYYY-MM-DD` on the clocks of the zone. */
  readonly date: string;
  readonly from: Date;
  /** The start of the next day, which no longer belongs to it; 23 or 25 hours later over DST. */
  readonly to: Date;
}

/** The day before the one that clocks in the zone show at the instant. */
export function previousLocalDate(instant: Date, zone: string): string {
  const { year, month, day } = localTimeAt(instant, zone);
  return new Date(Date.UTC(year, month - 1, day - 1)).toISOString().slice(0, 10);
}

/** The day that clocks in the zone show at the instant. */
export function localToday(instant: Date, zone: string): string {
  const { year, month, day } = localTimeAt(instant, zone);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** The bounds of one calendar day in the zone. */
export function localDay(date: string, zone: string): LocalDay {
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return { date, from: midnight(date, zone), to: midnight(next.toISOString().slice(0, 10), zone) };
}

function midnight(date: string, zone: string): Date {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return instantOf({ year, month, day, hour: 0, minute: 0, second: 0 }, zone);
}
