import { randomUUID } from 'node:crypto';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  uniqueId,
  uniquePhone,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { nameOf, paramNames } from '../../http/check-table';
import type { Route } from '../../http/route';
import { isRoleWall, userFor } from '../../testing/admitted';
import { exampleRequest, send } from '../../testing/route-request';
import { seedSampleRecords, type SampleRecords } from '../../testing/sample-records';
import { createSpecApp } from '../../testing/spec-app';

let test: TestDatabase;
let demo: SeededCompany;
let rival: SeededCompany;
let theirs: SampleRecords;
let nobodys: SampleRecords;
let web: ReturnType<typeof createSpecApp>;

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  rival = await seedCompany(test.database);
  theirs = await seedSampleRecords(test.database, demo);
  await seedSampleRecords(test.database, rival, 'Rival');
  nobodys = Object.fromEntries(Object.entries(theirs).map(([name, id]) => [name, unknownLike(id)]));
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
});
afterAll(() => test.stop());

function unknownLike(id: string): string {
  if (id.startsWith('+')) return uniquePhone();
  return id.startsWith('user_') ? uniqueId('user') : randomUUID();
}

/** A link to a file is signed until a second, and another one in the next. */
const SIGNATURE = /\?expires=\d+&signature=[\w-]+/g;
const VOLATILE = ['request_id', 'trace_id', 'timestamp', 'instance', 'meta'];

/** The answer with the names of the ids that were asked for in their place. */
async function ask(route: Route, records: SampleRecords) {
  const token = web.bearer(userFor(route, rival), { companyId: rival.id });
  const answer = await send(web.app, route, exampleRequest(route, records), token);
  expect([nameOf(route), isRoleWall(answer)]).toEqual([nameOf(route), false]);
  const kept = Object.fromEntries(
    Object.entries(answer.body as object).filter(([key]) => !VOLATILE.includes(key)),
  );
  const body = Object.entries(records).reduce(
    (text, [name, id]) => text.replaceAll(id, `<${name}>`),
    JSON.stringify(kept).replaceAll(SIGNATURE, ''),
  );
  return { route: nameOf(route), status: answer.status, body };
}

/** Every row of the company in every table. */
async function rowsOf(company: SeededCompany): Promise<Record<string, unknown>> {
  const tables = await test.database.sql.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where column_name = 'company_id' and table_schema = current_schema() order by 1`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) =>
      test.database.sql.query(
        `select to_jsonb(t) as row from ${name} t where company_id = $1 order by to_jsonb(t)::text`,
        [company.id],
      ),
    ),
  );
  return Object.fromEntries(tables.map(({ name }, index) => [name, rows[index]]));
}

describe('a company that asks for the records of another', () => {
  it('is answered as if they did not exist, on every route, and changes nothing', async () => {
    const before = await rowsOf(demo);
    for (const route of web.routes) {
      const answer = await ask(route, theirs);
      expect(answer).toEqual(await ask(route, nobodys));
      if (paramNames(route.path).length > 0) {
        expect(answer).toMatchObject({ route: nameOf(route), status: 404 });
      }
      for (const secret of [demo.name, 'Sam Sample', demo.id]) {
        expect(answer.body).not.toContain(secret);
      }
    }
    expect(await rowsOf(demo)).toEqual(before);
    expect(web.errors).toEqual([]);
  });

  it('would be answered by every route with an id, were they its own', async () => {
    for (const route of web.routes) {
      if (route.method !== 'get') continue;
      const token = web.bearer(userFor(route, demo), { companyId: demo.id });
      const answer = await send(web.app, route, exampleRequest(route, theirs), token);
      expect([nameOf(route), answer.status]).toEqual([nameOf(route), 200]);
    }
  });
});
