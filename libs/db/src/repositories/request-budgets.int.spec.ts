import { createTestDatabase, type TestDatabase } from '@otto/testkit';
import { createSqlPool, type SqlPool } from '../sql';
import { takeFromBudgets } from './request-budgets';

const budgets = [
  { name: 'hour', burst: 10, perHour: 60 },
  { name: 'day', burst: 25, perHour: 30 },
];

describe('the request budgets of an account', () => {
  let db: TestDatabase;
  let pools: SqlPool[];

  beforeAll(async () => {
    db = await createTestDatabase();
    pools = [1, 2].map((n) => createSqlPool({ url: db.url, max: 4, name: `spec-${n}` }));
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.close()));
    await db.stop();
  });

  const take = (account: string, n = 0) =>
    takeFromBudgets(pools[n % pools.length] as SqlPool, account, budgets);
  const stored = () =>
    db.database.sql.query<{ id: string; tokens: number }>(
      'select id, floor(tokens)::float8 as tokens from request_budgets order by id',
    );

  it('admit as many as they hold, from however many processes at once', async () => {
    const waits = await Promise.all(Array.from({ length: 40 }, (_, n) => take('A', n)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
    // One new request a minute.
    for (const wait of waits.filter((ms) => ms > 0)) {
      expect(wait).toBeGreaterThan(50_000);
      expect(wait).toBeLessThanOrEqual(60_000);
    }
    expect(await stored()).toEqual([
      { id: 'day:A', tokens: 15 },
      { id: 'hour:A', tokens: 0 },
    ]);
  });

  it('fill up again with time, never above what they hold', async () => {
    await db.database.sql.query(
      `update request_budgets set filled_at = filled_at - interval '2 minutes' where id = 'hour:A'`,
    );
    expect([await take('A'), await take('A')]).toEqual([0, 0]);
    expect(await take('A')).toBeGreaterThan(0);
    await db.database.sql.query(
      `update request_budgets set filled_at = filled_at - interval '9 days'`,
    );
    expect(await take('A')).toBe(0);
    expect(await stored()).toEqual([
      { id: 'day:A', tokens: 24 },
      { id: 'hour:A', tokens: 9 },
    ]);
  });

  it('are each account’s own, and the longest wait counts', async () => {
    expect(await take('B')).toBe(0);
    await db.database.sql.query(`update request_budgets set tokens = 0 where id = 'day:B'`);
    const wait = await take('B');
    expect(wait).toBeGreaterThan(110_000);
    expect(wait).toBeLessThanOrEqual(120_000);
    expect(await take('A')).toBe(0);
  });
});
