import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import type { Role } from '@otto/domain';
import { nameOf } from '../../http/check-table';
import type { Route } from '../../http/route';
import { isRoleWall, roleFor, userWith } from '../../testing/admitted';
import { oddRequests, requestsFor, sendFuzz, type FuzzRequest } from '../../testing/fuzz';
import { createPromises, type Promises } from '../../testing/promises';
import { seedSampleRecords, type SampleRecords } from '../../testing/sample-records';
import { createSpecApp } from '../../testing/spec-app';

const RUNS = 12;
const AT_ONCE = 8;
const USUAL_BUDGET_MS = 100;
const TIMES_BUDGET = 10;
const TRIES = 5;

let test: TestDatabase;
let demo: SeededCompany;
let records: SampleRecords;
let web: ReturnType<typeof createSpecApp>;
let promises: Promises;

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  records = await seedSampleRecords(test.database, demo);
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
  promises = createPromises(web.routes);
});
afterAll(() => test.stop());

async function timed(route: Route, asked: FuzzRequest, role: Role) {
  const token = web.bearer(userWith(role, demo), { companyId: demo.id });
  const startedAt = performance.now();
  const answer = await sendFuzz(web.app, route, asked, token);
  return { answer, tookMs: performance.now() - startedAt };
}

/** One after the other, whoever asks. */
let turn: Promise<unknown> = Promise.resolve();
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const done = turn.then(work);
  turn = done.catch(() => undefined);
  return done;
};

/** What is slow because the machine is busy is not slow every time when it is alone. */
async function fastest(route: Route, asked: FuzzRequest, role: Role) {
  const limitMs = (route.budgetMs ?? USUAL_BUDGET_MS) * TIMES_BUDGET;
  let { answer, tookMs } = await timed(route, asked, role);
  for (let left = TRIES; left > 0 && tookMs >= limitMs; left -= 1) {
    ({ answer, tookMs } = await inTurn(() => timed(route, asked, role)));
  }
  return { answer, tooLong: tookMs < limitMs ? null : `took ${tookMs.toFixed()} ms` };
}

/** What is wrong with the answer; null when it is as promised and came in time. */
async function fault(route: Route, asked: FuzzRequest, role: Role) {
  const { answer, tooLong } = await fastest(route, asked, role);
  const untried = isRoleWall(answer) ? 'was refused for its role' : null;
  const broken = promises.broken(route, answer) ?? untried ?? tooLong;
  return broken === null ? null : { route: nameOf(route), broken, asked, body: answer.body };
}

describe('every operation of the OpenAPI document', () => {
  it('answers requests made up from its schemas as it promises, and in time', async () => {
    for (const route of web.routes) {
      const requests = fc.tuple(
        requestsFor(promises.operationOf(route), records),
        fc.constantFrom(...route.roles),
      );
      await fc.assert(
        fc.asyncProperty(requests, async ([asked, role]) => {
          expect(await fault(route, asked, role)).toBeNull();
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
    }
  }, 180_000);

  it('answers an otherwise good request with one odd value in each field in turn as well', async () => {
    for (const route of web.routes) {
      const odd = oddRequests(route, promises.operationOf(route), records);
      for (let start = 0; start < odd.length; start += AT_ONCE) {
        const some = odd.slice(start, start + AT_ONCE);
        const faults = await Promise.all(some.map((asked) => fault(route, asked, roleFor(route))));
        expect(faults.filter((one) => one !== null)).toEqual([]);
      }
    }
  }, 180_000);
});
