import { createTestDatabase, type TestDatabase } from '@otto/testkit';
import { createSqlPool, type SqlPool } from '@otto/db/sql';
import { seedCalls } from './seed-calls';
import { SEEDED_TABLES } from './statements';

let test: TestDatabase;
let sql: SqlPool;
beforeAll(async () => {
  test = await createTestDatabase();
  sql = createSqlPool({ url: test.url, max: 2, name: 'spec' });
});
afterAll(async () => {
  await sql.close();
  await test.stop();
});

const counts = async () =>
  Object.fromEntries(
    await Promise.all(
      SEEDED_TABLES.map(async (table) => {
        const [row] = await sql.query<{ n: number }>(`select count(*)::int as n from ${table}`);
        return [table, row?.n];
      }),
    ),
  );

describe('seeding calls', () => {
  it('gives every company its share with all that belongs to it, once', async () => {
    const size = { companies: 4, calls: 400 };
    await seedCalls(sql, size);
    const first = await counts();
    expect(first).toMatchObject({ companies: 4, users: 20, contact_cards: 100, leads: 100 });
    expect(first).toMatchObject({ calls: 400, event_log: 400 });
    expect(first['analyses']).toBeGreaterThan(200);
    for (const table of SEEDED_TABLES)
      expect([table, (first[table] ?? 0) > 0]).toEqual([table, true]);
    const perCompany = await sql.query<{ n: number }>(
      'select count(*)::int as n from calls group by company_id',
    );
    expect(perCompany.map(({ n }) => n)).toEqual([100, 100, 100, 100]);
    for (const table of ['appointments', 'tasks', 'key_signals', 'analysis_objections']) {
      const [row] = await sql.query<{ n: number }>(
        `select count(distinct company_id)::int as n from ${table}`,
      );
      expect([table, row?.n]).toEqual([table, 4]);
    }
    await seedCalls(sql, size);
    expect(await counts()).toEqual(first);
  });
});
