import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import request from 'supertest';
import { z } from 'zod';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { nameOf } from '../../http/check-table';
import { openApiOf } from '../../http/openapi/document';
import type { JsonSchema } from '../../http/openapi/json-schema';
import type { Route } from '../../http/route';
import { arbitraryOf } from '../../testing/arbitrary-of';
import { seedSampleRecords, type SampleRecords } from '../../testing/sample-records';
import { createSpecApp } from '../../testing/spec-app';

const RUNS = 12;
const USUAL_BUDGET_MS = 100;
const TIMES_BUDGET = 10;

interface Operation {
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly required: boolean;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: JsonSchema }> };
  readonly responses: Record<string, { readonly content: Record<string, { schema: JsonSchema }> }>;
}

let test: TestDatabase;
let demo: SeededCompany;
let records: SampleRecords;
let web: ReturnType<typeof createSpecApp>;
let document: ReturnType<typeof openApiOf>;

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  records = await seedSampleRecords(test.database, demo);
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
  document = openApiOf(web.routes, '');
});
afterAll(() => test.stop());

const operationOf = ({ path, method }: Route): Operation =>
  document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method] as Operation;

/** Path, query and body for the operation; half of the ids are those of records that exist. */
function requestsFor(operation: Operation) {
  const valueOf = ({ name, schema }: Operation['parameters'][number]) =>
    records[name] === undefined
      ? arbitraryOf(schema)
      : fc.oneof(fc.constant(records[name]), arbitraryOf(schema));
  const fields = (place: string) => {
    const found = operation.parameters.filter((parameter) => parameter.in === place);
    return fc.record(
      Object.fromEntries(found.map((parameter) => [parameter.name, valueOf(parameter)])),
      { requiredKeys: found.filter(({ required }) => required).map(({ name }) => name) },
    );
  };
  const body = operation.requestBody?.content['application/json']?.schema;
  return fc.record({
    params: fields('path'),
    query: fields('query'),
    body: body ? arbitraryOf(body) : fc.constant(undefined),
    role: fc.constantFrom('manager', 'csr', 'salesRep' as const),
  });
}

/** The schemas of good answers by status, and what every problem looks like. */
function checkers(operation: Operation) {
  return new Map(
    Object.entries(operation.responses).map(([status, { content }]) => {
      const [{ schema }] = Object.values(content) as [{ schema: JsonSchema }];
      const whole = '$ref' in schema ? document.components.schemas.Problem : schema;
      return [Number(status), z.fromJSONSchema(whole as Parameters<typeof z.fromJSONSchema>[0])];
    }),
  );
}

async function sendTo(
  route: Route,
  asked: {
    readonly params: Record<string, unknown>;
    readonly query: Record<string, unknown>;
    readonly body: unknown;
    readonly role: 'manager' | 'csr' | 'salesRep';
  },
) {
  const path = Object.entries(asked.params).reduce(
    (all, [name, value]) => all.replace(`:${name}`, encoded(value)),
    route.path,
  );
  const query = Object.entries(asked.query)
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');
  const token = web.bearer(demo.users[asked.role], { companyId: demo.id });
  const sending = request(web.app)[route.method](`${path}?${query}`).set('Authorization', token);
  return asked.body === undefined
    ? sending
    : sending.set('Content-Type', 'application/json').send(JSON.stringify(asked.body));
}

/** A path segment must not be empty: that would be another path. */
function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return encodeURIComponent(text.toWellFormed().slice(0, 300)) || '%20';
}

describe('every operation of the OpenAPI document', () => {
  it('answers requests made up from its schemas as it promises, and in time', async () => {
    for (const route of web.routes) {
      const operation = operationOf(route);
      const schemas = checkers(operation);
      const limitMs = (route.budgetMs ?? USUAL_BUDGET_MS) * TIMES_BUDGET;
      await fc.assert(
        fc.asyncProperty(requestsFor(operation), async (asked) => {
          const startedAt = performance.now();
          const answer = await sendTo(route, asked);
          const tookMs = performance.now() - startedAt;
          const about = [nameOf(route), answer.status, JSON.stringify(answer.body)];
          expect([...about, answer.status < 500]).toEqual([...about, true]);
          expect([...about, schemas.get(answer.status)?.safeParse(answer.body).error]).toEqual([
            ...about,
            undefined,
          ]);
          expect([...about, schemas.has(answer.status)]).toEqual([...about, true]);
          expect([...about, tookMs < limitMs]).toEqual([...about, true]);
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
    }
  }, 120_000);
});
