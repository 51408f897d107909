import { readRetryAfter } from './retry-after';

const now = Date.parse('2026-11-24T12:00:00Z');
const read = (value?: string): number | null =>
  readRetryAfter(new Headers(value === undefined ? {} : { 'Retry-After': value }), now);

describe('Retry-After', () => {
  it.each([
    ['30', 30_000],
    ['0', 0],
    ['1.5', 1_500],
    ['Tue, 24 Nov 2026 12:01:00 GMT', 60_000],
    ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
  ])('reads %j', (value, expected) => {
    expect(read(value)).toBe(expected);
  });

  it.each([undefined, '', 'soon', '-5'])('makes nothing of %j', (value) => {
    expect(read(value)).toBeNull();
  });
});
