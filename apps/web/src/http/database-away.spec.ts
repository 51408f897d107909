import { isDatabaseAway } from './database-away';

describe('a database that is away', () => {
  it.each([
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('shutting down'), { code: '57P01' }),
    new Error('Connection terminated unexpectedly'),
    new Error('wrapped', { cause: Object.assign(new Error('p'), { code: 'P1001' }) }),
    new AggregateError([Object.assign(new Error('v6'), { code: 'ECONNREFUSED' })], 'all failed'),
  ])('is told by %s', (error) => {
    expect(isDatabaseAway(error)).toBe(true);
  });

  it.each([
    new Error('duplicate key'),
    Object.assign(new Error('unique'), { code: '23505' }),
    null,
    'text',
  ])('is not told by %s', (error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});
