import type { AnalysisMoment } from './analysis';

const DAY_MS = 86_400_000;

/** The company's date so many days ahead at a full hour, as local time without an offset. */
export function localTimeAhead(
  { now, timezone }: AnalysisMoment,
  days: number,
  hour: number,
): string {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' });
  const midnight = new Date(`${today.format(now)}T00:00:00Z`).getTime();
  const date = new Date(midnight + days * DAY_MS).toISOString().slice(0, 10);
  return `${date}T${String(hour).padStart(2, '0')}:00:00`;
}

/** ISO instant so many hours ahead. */
export function hoursAhead({ now }: AnalysisMoment, hours: number): string {
  return new Date(now.getTime() + hours * 3_600_000).toISOString();
}

/** ISO 8601 with the offset that the zone has at that instant, in milliseconds, as CallRail writes times. */
export function isoWithOffset(instant: Date, timezone: string): string {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' })
    .formatToParts(instant)
    .find((part) => part.type === 'timeZoneName')?.value;
  const offset = name === undefined || name === 'GMT' ? '+00:00' : name.slice(3);
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  const shiftMs = (offset.startsWith('-') ? -minutes : minutes) * 60_000;
  return new Date(instant.getTime() + shiftMs).toISOString().replace('Z', offset);
}
