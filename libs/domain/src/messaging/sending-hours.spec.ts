import fc from 'fast-check';
import { localTimeAt } from '../time/zoned-time';
import { closedUntil, nextMidnight, quietUntil, type QuietHours } from './sending-hours';

const NEW_YORK = 'America/New_York';
const LOS_ANGELES = 'America/Los_Angeles';
const MINUTE_MS = 60_000;
const NIGHT = { start: '21:00', end: '08:00' };
const iso = (date: Date | null) => date?.toISOString() ?? null;
const quiet = (now: string, hours: QuietHours) => iso(quietUntil(new Date(now), hours));

describe('quiet hours', () => {
  it.each([
    // Clocks go from 2:00 to 3:00; the night has ten hours.
    ['before the gap', NEW_YORK, '2027-03-14T02:00:00Z', '2027-03-14T12:00:00.000Z'],
    ['a second before it', NEW_YORK, '2027-03-14T06:59:59Z', '2027-03-14T12:00:00.000Z'],
    ['a second after it', NEW_YORK, '2027-03-14T07:00:00Z', '2027-03-14T12:00:00.000Z'],
    ['the evening after it', NEW_YORK, '2027-03-15T01:00:00Z', '2027-03-15T12:00:00.000Z'],
    ['the gap in the west', LOS_ANGELES, '2027-03-14T09:59:59Z', '2027-03-14T15:00:00.000Z'],
    // Clocks show 1:00 to 2:00 twice; the night has twelve hours.
    ['before the repeat', NEW_YORK, '2026-11-01T01:00:00Z', '2026-11-01T13:00:00.000Z'],
    ['the first 1:30', NEW_YORK, '2026-11-01T05:30:00Z', '2026-11-01T13:00:00.000Z'],
    ['the second 1:30', NEW_YORK, '2026-11-01T06:30:00Z', '2026-11-01T13:00:00.000Z'],
    ['the repeat in the west', LOS_ANGELES, '2026-11-01T09:30:00Z', '2026-11-01T16:00:00.000Z'],
    ['no change at all', 'America/Phoenix', '2027-03-14T09:00:00Z', '2027-03-14T15:00:00.000Z'],
    // Half hours, and a change of half an hour (2:00 to 2:30, and 2:00 back to 1:30).
    ['Newfoundland', 'America/St_Johns', '2026-11-24T03:00:00Z', '2026-11-24T11:30:00.000Z'],
    ['India', 'Asia/Kolkata', '2026-11-24T15:30:00Z', '2026-11-25T02:30:00.000Z'],
    ['Nepal', 'Asia/Kathmandu', '2026-11-24T15:30:00Z', '2026-11-25T02:15:00.000Z'],
    [
      'the gap of half an hour',
      'Australia/Lord_Howe',
      '2026-10-03T15:00:00Z',
      '2026-10-03T21:00:00.000Z',
    ],
  ])('end at 8 by the clock: %s', (_name, zone, now, until) => {
    expect(quiet(now, { ...NIGHT, zone })).toBe(until);
  });

  it.each([
    ['the last second of the day', NEW_YORK, '2027-03-15T00:59:59Z'],
    ['the first second of the morning after the gap', NEW_YORK, '2027-03-14T12:00:00Z'],
    ['the first second of the morning after the repeat', NEW_YORK, '2026-11-01T13:00:00Z'],
  ])('are over in %s', (_name, zone, now) => {
    expect(quiet(now, { ...NIGHT, zone })).toBeNull();
  });

  it.each([
    ['in the gap end with the jump', '02:30', '2027-03-14T06:30:00Z', '2027-03-14T07:00:00.000Z'],
    ['end in the first run', '01:30', '2026-11-01T05:15:00Z', '2026-11-01T05:30:00.000Z'],
    [
      'begin and end again in the second run',
      '01:30',
      '2026-11-01T06:15:00Z',
      '2026-11-01T06:30:00.000Z',
    ],
  ])('that %s', (_name, end, now, until) => {
    expect(quiet(now, { start: '21:00', end, zone: NEW_YORK })).toBe(until);
  });

  const time = fc
    .tuple(fc.nat(23), fc.constantFrom(0, 15, 30, 45))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const change = fc.constantFrom(
    '2026-11-01T06:00:00Z',
    '2027-03-14T07:00:00Z',
    '2026-10-03T15:30:00Z',
  );
  const zone = fc.constantFrom(
    NEW_YORK,
    'America/Denver',
    'America/St_Johns',
    'Australia/Lord_Howe',
  );

  it('end at the first minute that is in none, over every change of the clocks', () => {
    fc.assert(
      fc.property(
        time,
        time,
        change,
        zone,
        fc.integer({ min: -600, max: 600 }),
        (start, end, near, where, minutes) => {
          const now = new Date(Date.parse(near) + minutes * MINUTE_MS);
          const hours = { start, end, zone: where };
          const until = quietUntil(now, hours);
          if (until === null) return;
          const isQuiet = (at: number) => quietUntil(new Date(at), hours) !== null;
          const over = until.getTime();
          // Every time of day here is a quarter of an hour.
          for (let at = now.getTime(); at < over; at += 15 * MINUTE_MS) {
            expect([at, isQuiet(at)]).toEqual([at, true]);
          }
          const last = Math.max(now.getTime(), over - MINUTE_MS);
          expect([isQuiet(last), isQuiet(over)]).toEqual([true, false]);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('business hours', () => {
  const week = { start: '09:00', end: '17:00', days: [1, 2, 3, 4, 5], zone: NEW_YORK };

  it.each([
    ['the Friday before the gap', '2027-03-12T22:00:00Z', '2027-03-15T13:00:00.000Z'],
    ['the Friday before the repeat', '2026-10-30T21:00:00Z', '2026-11-02T14:00:00.000Z'],
    ['the Sunday of the repeat', '2026-11-01T06:30:00Z', '2026-11-02T14:00:00.000Z'],
  ])('begin again on Monday at 9 by the clock after %s', (_name, now, until) => {
    expect(iso(closedUntil(new Date(now), week))).toBe(until);
  });

  it('begin a week later where there is one day of them', () => {
    const now = new Date('2026-10-26T21:00:00Z');
    expect(iso(closedUntil(now, { ...week, days: [1] }))).toBe('2026-11-02T14:00:00.000Z');
  });
});

describe('the next day', () => {
  it.each([
    [NEW_YORK, '2027-03-14T06:00:00Z', '2027-03-15T04:00:00.000Z'],
    [NEW_YORK, '2026-11-01T06:30:00Z', '2026-11-02T05:00:00.000Z'],
    // Clocks skip midnight.
    ['America/Santiago', '2026-09-06T03:59:59Z', '2026-09-06T04:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-24T18:29:59Z', '2026-11-24T18:30:00.000Z'],
  ])('in %s begins after %s', (zone, now, midnight) => {
    expect(iso(nextMidnight(new Date(now), zone))).toBe(midnight);
    expect(localTimeAt(new Date(midnight), zone).day).not.toBe(
      localTimeAt(new Date(now), zone).day,
    );
  });
});
