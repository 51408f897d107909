import { failureDelayMs, hasTimedOut, isYoung, pollDelayMs } from './poll-schedule';

describe('the poll schedule', () => {
  it('polls at once, then more and more rarely', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 99].map(pollDelayMs)).toEqual([
      0, 5_000, 10_000, 30_000, 60_000, 300_000, 300_000, 300_000,
    ]);
  });

  it('gives Shunya longer and longer to recover', () => {
    expect([1, 2, 3, 4, 5].map(failureDelayMs)).toEqual([5_000, 30_000, 120_000, 600_000, 600_000]);
  });

  it('gives a job 24 hours', () => {
    const start = new Date('2026-11-24T00:00:00Z');
    expect(hasTimedOut(start, new Date('2026-11-25T00:00:00Z'))).toBe(false);
    expect(hasTimedOut(start, new Date('2026-11-25T00:00:01Z'))).toBe(true);
  });

  it('excuses an unknown job for ten minutes', () => {
    const start = new Date('2026-11-24T00:00:00Z');
    expect(isYoung(start, new Date('2026-11-24T00:09:59Z'))).toBe(true);
    expect(isYoung(start, new Date('2026-11-24T00:10:00Z'))).toBe(false);
  });
});
