import { localDay, previousLocalDate } from './local-day';
import { parseMoment } from './parse-moment';
import { instantOf, localTimeAt } from './zoned-time';

const NEW_YORK = 'America/New_York';
const iso = (text: string, zone = NEW_YORK) => parseMoment(text, zone)?.toISOString() ?? null;

describe('parseMoment', () => {
  it.each([
    ['2026-01-15T14:00:00', '2026-01-15T19:00:00.000Z'],
    ['2026-07-15T14:00:00', '2026-07-15T18:00:00.000Z'],
    ['2026-07-15 14:00', '2026-07-15T18:00:00.000Z'],
    ['2026-07-15 2:00 PM', '2026-07-15T18:00:00.000Z'],
    ['2026-07-15 12:15 am', '2026-07-15T04:15:00.000Z'],
    ['2026-07-15T14:00:00Z', '2026-07-15T14:00:00.000Z'],
    ['2026-07-15T14:00:00.000+02:00', '2026-07-15T12:00:00.000Z'],
    ['2026-07-15T14:00:00-0600', '2026-07-15T20:00:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(iso(text)).toBe(instant);
  });

  it('reads an hour that the clock change skips as the same distance after it', () => {
    expect(iso('2026-03-08T02:30:00')).toBe('2026-03-08T07:30:00.000Z');
  });

  it('reads an hour that the clock change repeats as its first run', () => {
    expect(iso('2026-11-01T01:30:00')).toBe('2026-11-01T05:30:00.000Z');
    expect(iso('2026-11-01T02:30:00')).toBe('2026-11-01T07:30:00.000Z');
  });

  it.each([
    '',
    'next Tuesday',
    '2026-07-15',
    '2026-02-30T10:00:00',
    '2026-07-15T25:00',
    '2026-07-15 13:00 PM',
    '15/07/2026 14:00',
    '0001-01-01T00:00:00',
  ])('makes no time up from %p', (text) => {
    expect(iso(text)).toBeNull();
  });
});

describe('instantOf', () => {
  it('is shown by the clocks it was read from, through a whole year of hours', () => {
    for (const zone of [
      NEW_YORK,
      'America/Denver',
      'America/Phoenix',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ]) {
      for (let hour = 0; hour < 366 * 24; hour += 7) {
        const instant = new Date(Date.UTC(2026, 0, 1, hour));
        const local = localTimeAt(instant, zone);
        expect(localTimeAt(instantOf(local, zone), zone)).toEqual(local);
      }
    }
  });
});

describe('localDay', () => {
  it('has 23 hours when clocks go forward and 25 when they go back', () => {
    const hours = (date: string) => {
      const { from, to } = localDay(date, NEW_YORK);
      return (to.getTime() - from.getTime()) / 3_600_000;
    };
    expect(['2026-03-08', '2026-11-01', '2026-06-10'].map(hours)).toEqual([23, 25, 24]);
  });

  it('starts after midnight where midnight is skipped', () => {
    expect(localDay('2026-09-06', 'America/Santiago').from.toISOString()).toBe(
      '2026-09-06T04:00:00.000Z',
    );
  });

  it('is the day before on the clocks of the tenant', () => {
    const tick = new Date('2026-11-24T00:00:00Z');
    expect(previousLocalDate(tick, NEW_YORK)).toBe('2026-11-22');
    expect(previousLocalDate(tick, 'UTC')).toBe('2026-11-23');
    expect(previousLocalDate(new Date('2026-03-01T12:00:00Z'), NEW_YORK)).toBe('2026-02-28');
  });
});
