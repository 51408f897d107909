import {
  createTestDatabase,
  seedCompany,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import type { TenantTx } from '../../database';
import { textOf } from '../../sql';
import { findVisibleAppointments } from './appointments';
import { findVisibleCalls } from './calls';
import type { Slice } from './keyset';
import { findVisibleLeads } from './leads';

const ROWS = 4_000;
const DEEP = 3_500;
const LIMIT = 20;

let test: TestDatabase;
let company: SeededCompany;

const SEED = [
  `insert into contact_cards (id, company_id, primary_phone, first_name, last_name, source, updated_at)
   select gen_random_uuid(), $1, '+1212' || lpad(n::text, 7, '0'), md5(n::text), md5((n * 7)::text), 'manual', now()
   from generate_series(1, ${ROWS}) n`,
  // Pairs of one time each, so that the id has to tell them apart.
  `insert into leads (company_id, contact_card_id, created_at, updated_at)
   select company_id, id, now() - (row_number() over (order by id) / 2) * interval '1 minute', now()
   from contact_cards where company_id = $1`,
  `insert into calls (company_id, provider, provider_call_id, status, from_number, to_number, contact_card_id, lead_id, started_at, updated_at)
   select company_id, 'callrail', id::text, 'completed', '+1', '+1', contact_card_id, id, created_at, now()
   from leads where company_id = $1`,
  `insert into appointments (company_id, lead_id, contact_card_id, scheduled_start, updated_at)
   select company_id, id, contact_card_id, created_at, now() from leads where company_id = $1`,
];

beforeAll(async () => {
  test = await createTestDatabase();
  company = await seedCompany(test.database);
  for (const statement of SEED) await test.database.sql.query(statement, [company.id]);
  await test.database.sql.query('analyze');
});
afterAll(() => test.stop());

interface Row {
  readonly id: string;
}
type Find = (tx: TenantTx, slice: Slice) => Promise<readonly Row[]>;
const lists: readonly (readonly [string, Find, string])[] = [
  ['calls', (tx, slice) => findVisibleCalls(tx, { scope: {} }, slice), 'started_at'],
  ['leads', (tx, slice) => findVisibleLeads(tx, { scope: {} }, slice), 'created_at'],
  [
    'appointments',
    (tx, slice) => findVisibleAppointments(tx, { scope: {} }, slice),
    'scheduled_start',
  ],
];

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Rows of the table that PostgreSQL touches for the slice, as its own plan has them. */
async function touched(tx: TenantTx, table: string, read: (tx: TenantTx) => Promise<unknown>) {
  const plans: Plan[] = [];
  const explaining: TenantTx = {
    ...tx,
    query: async (sql, values) => {
      const [row] = await tx.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
        `explain (analyze, format json) ${textOf(sql)}`,
        values,
      );
      plans.push(...(row?.['QUERY PLAN'] ?? []).map(({ Plan: plan }) => plan));
      return [];
    },
  };
  await read(explaining);
  const nodes = plans.flatMap(nodesOf).filter((node) => node['Relation Name'] === table);
  expect(nodes.map((node) => node['Node Type'])).not.toContain('Seq Scan');
  return Math.max(
    ...nodes.map((node) => node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)),
  );
}

describe.each(lists)('the list of %s', (table, find, time) => {
  const inTenant = <T>(fn: (tx: TenantTx) => Promise<T>) =>
    test.database.withTenant(company.id, fn);
  const placeOf = async (tx: TenantTx, id: string) => {
    const [row] = await tx.query<{ at: Date }>(
      `select ${time} as at from ${table} where id = $1::uuid`,
      [id],
    );
    return { at: row?.at ?? null, id };
  };

  it('goes on behind a place as it would by counting, rows of one time included', async () => {
    await inTenant(async (tx) => {
      const [last] = (await find(tx, { limit: 1, offset: DEEP })).slice(-1);
      const after = await placeOf(tx, last?.id ?? '');
      const onward = await find(tx, { limit: LIMIT, offset: 0, after });
      const counted = await find(tx, { limit: LIMIT, offset: DEEP + 1 });
      expect(onward.map(({ id }) => id)).toEqual(counted.map(({ id }) => id));
      expect(onward).toHaveLength(LIMIT);
    });
  });

  it('touches no more rows deep down than it answers', async () => {
    await inTenant(async (tx) => {
      const [last] = await find(tx, { limit: 1, offset: DEEP });
      const after = await placeOf(tx, last?.id ?? '');
      const rows = await touched(tx, table, (explaining) =>
        find(explaining, { limit: LIMIT, offset: 0, after }),
      );
      expect(rows).toBeLessThanOrEqual(LIMIT + 3);
    });
  });
});

describe('the search for customers', () => {
  beforeAll(async () => {
    await test.database.sql.query(
      `insert into contact_cards (company_id, primary_phone, first_name, last_name, source, updated_at)
       select $1, '+1312' || lpad(n::text, 7, '0'), md5(n::text), md5((n * 7)::text), 'manual', now()
       from generate_series(1, 40000) n`,
      [company.id],
    );
    await test.database.sql.query('vacuum analyze contact_cards');
  });

  it.each([
    ['a name', `coalesce(first_name || ' ', '') || coalesce(last_name, '') ilike '%c4ca42%'`],
    ['a number', `primary_phone like '%01234%'`],
  ])('finds %s by the index', async (_name, condition) => {
    const plan = await test.database.sql.query(
      `explain (format json) select id from contact_cards where company_id = $1 and ${condition}`,
      [company.id],
    );
    expect(JSON.stringify(plan)).toContain('"Index Name":"contact_cards_search"');
  });
});
