import { isoWithOffset, localTimeAhead } from './local-time';

const newYork = 'America/New_York';

it('writes an instant with the offset of its season', () => {
  expect(isoWithOffset(new Date('2026-01-10T12:00:00.250Z'), newYork)).toBe(
    '2026-01-10T07:00:00.250-05:00',
  );
  expect(isoWithOffset(new Date('2026-07-10T12:00:00Z'), newYork)).toBe(
    '2026-07-10T08:00:00.000-04:00',
  );
  expect(isoWithOffset(new Date('2026-07-10T12:00:00Z'), 'UTC')).toBe(
    '2026-07-10T12:00:00.000+00:00',
  );
});

it('counts days by the local date, over a change of the clocks', () => {
  const now = new Date('2026-10-31T02:00:00Z');
  expect(localTimeAhead({ now, timezone: newYork }, 3, 9)).toBe('2026-11-02T09:00:00');
});
