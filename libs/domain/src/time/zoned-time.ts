/** A wall-clock reading without a zone. Months count from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in the IANA zone show at the instant. Throws RangeError for an unknown zone. */
export function localTimeAt(instant: Date, zone: string): LocalTime {
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

/** Whether it is the name of a zone whose clocks are known here. */
export function isZone(zone: string): boolean {
  try {
    formatFor(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * The instant at which clocks in the zone show `local`. An hour that a clock change repeats means
 * its first run; one that it skips means the same distance after the change.
 */
export function instantOf(local: LocalTime, zone: string): Date {
  const asUtc = utcMillis(local);
  const before = asUtc - offsetMillis(new Date(asUtc - 86_400_000), zone);
  const after = asUtc - offsetMillis(new Date(asUtc + 86_400_000), zone);
  const candidates = [Math.min(before, after), Math.max(before, after)];
  const shown = candidates.find(
    (instant) =>
      utcMillis(localTimeAt(new Date(instant), zone)) === Math.floor(asUtc / 1_000) * 1_000,
  );
  return new Date(shown ?? before);
}

function offsetMillis(instant: Date, zone: string): number {
  return utcMillis(localTimeAt(instant, zone)) - Math.floor(instant.getTime() / 1_000) * 1_000;
}

function utcMillis({ year, month, day, hour, minute, second }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}
