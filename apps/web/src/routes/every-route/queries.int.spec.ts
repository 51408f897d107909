import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { nameOf, paramNames } from '../../http/check-table';
import type { Route } from '../../http/route';
import { userFor } from '../../testing/admitted';
import { exampleRequest, send } from '../../testing/route-request';
import { seedSampleRecords, type SampleRecords } from '../../testing/sample-records';
import { createSpecApp } from '../../testing/spec-app';
import { watchQueries } from '../../testing/watch-queries';

let test: TestDatabase;
let demo: SeededCompany;
let records: SampleRecords;
let web: ReturnType<typeof createSpecApp>;

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  records = await seedSampleRecords(test.database, demo);
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
});
afterAll(() => test.stop());

const LIST = 4;
const OTHERS = 12;

/** A GET without an id in its path lists; what is more than usual says so itself. */
const most = (route: Route): number =>
  route.maxQueries ??
  (route.method === 'get' && paramNames(route.path).length === 0 ? LIST : OTHERS);

/** What the use case reads: not the look-up of the sign-in, nor what opens the transaction. */
const isRead = (text: string): boolean =>
  /^\s*(select|with)\b/i.test(text) && !/set_config|as wanted\(user_id/.test(text);

describe('every route', () => {
  it('reads the database no more often than it may', async () => {
    const texts = watchQueries(test.database);
    for (const route of web.routes) {
      texts.length = 0;
      const token = web.bearer(userFor(route, demo), { companyId: demo.id });
      const answer = await send(web.app, route, exampleRequest(route, records), token);
      const reads = texts.filter(isRead);
      expect([nameOf(route), answer.status < 400, reads.length <= most(route), reads]).toEqual([
        nameOf(route),
        true,
        true,
        reads,
      ]);
    }
  });
});
