import { isReasonablePeriod, periodQuery } from './period';

const read = (dateFrom?: string, dateTo?: string) => periodQuery.parse({ dateFrom, dateTo });

describe('a period in a query', () => {
  it('takes whole days in UTC, both ends included', () => {
    expect(read('2026-11-01', '2026-11-02')).toEqual({
      dateFrom: new Date('2026-11-01T00:00:00.000Z'),
      dateTo: new Date('2026-11-02T23:59:59.999Z'),
    });
  });

  it('takes a time with its offset, and one without as UTC', () => {
    expect(read('2026-11-01T08:00:00-05:00', '2026-11-02T00:00:00')).toEqual({
      dateFrom: new Date('2026-11-01T13:00:00.000Z'),
      dateTo: new Date('2026-11-02T00:00:00.000Z'),
    });
  });

  it('refuses words', () => {
    expect(periodQuery.safeParse({ dateFrom: 'yesterday' }).success).toBe(false);
  });

  it.each(['0000-01-01', '1969-12-31T23:59:59Z', '9999-12-31'])('refuses %s', (day) => {
    expect(periodQuery.safeParse({ dateFrom: day }).success).toBe(false);
    expect(periodQuery.safeParse({ dateTo: day }).success).toBe(false);
  });

  it('is at most 366 days long and runs forwards', () => {
    expect(isReasonablePeriod(read('2025-01-01', '2026-01-01'))).toBe(true);
    expect(isReasonablePeriod(read('2025-01-01', '2026-02-01'))).toBe(false);
    expect(isReasonablePeriod(read('2026-01-02', '2026-01-01'))).toBe(false);
    expect(isReasonablePeriod(read(undefined, '2026-01-01'))).toBe(true);
  });
});
