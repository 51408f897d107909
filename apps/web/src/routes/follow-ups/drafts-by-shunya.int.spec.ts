import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import request from 'supertest';
import { loadWebConfig } from '@otto/config';
import { createMetrics } from '@otto/observability';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  uniquePhone,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { connectDraftWriter } from '../../connect-draft-writer';
import { seedConversation } from '../../testing/seed-conversation';
import { createSpecApp } from '../../testing/spec-app';

interface Answer {
  readonly status: number;
  /** What Shunya writes, in a request that it calls by the key. */
  readonly draft?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let test: TestDatabase;
let demo: SeededCompany;
let web: ReturnType<typeof createSpecApp>;
let callId: string;
let shunya: Server;
let answer: Answer;
let asked: unknown[];

const quiet = () => undefined;
const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };

beforeAll(async () => {
  test = await createTestDatabase();
  shunya = express()
    .post('/uwc/v1/followups/generate', (received, response) => {
      const key = received.get('idempotency-key');
      asked.push(key);
      const { status, headers, ...body } = answer;
      response
        .status(status)
        .set(headers)
        .json({ ...body, request_id: key });
    })
    .listen(0, '127.0.0.1');
  await once(shunya, 'listening');
  const { draftWriter } = loadWebConfig({
    DATABASE_URL: test.url,
    REDIS_URL: 'redis://127.0.0.1',
    STORAGE_SIGNING_KEY: 'spec',
    ENCRYPTION_KEY: 'spec',
    CLERK_ISSUER: 'https://clerk.example',
    UWC_HMAC_SECRET: 'spec',
    UWC_API_KEY: 'spec',
    UWC_BASE_URL: `http://127.0.0.1:${(shunya.address() as AddressInfo).port}`,
    ENABLE_UWC_FOLLOWUPS: 'true',
  });
  if (!draftWriter) throw new Error('The switch is not on.');
  web = createSpecApp({
    database: test.database,
    encryptionKeys: TEST_ENCRYPTION_KEY,
    draftWriter: connectDraftWriter(draftWriter, { logger, metrics: createMetrics('web') }),
  });
});
beforeEach(async () => {
  asked = [];
  answer = { status: 200, draft: 'Hi Pat, Tuesday?' };
  demo = await seedCompany(test.database);
  ({ callId } = await seedConversation(test.database, {
    companyId: demo.id,
    phone: uniquePhone(),
    firstName: 'Pat',
    repId: demo.users.salesRep,
  }));
});
afterAll(async () => {
  shunya.close();
  shunya.closeAllConnections();
  await test.stop();
});

const draft = (key: string, body: object = {}) =>
  request(web.app)
    .post('/api/v1/followups/draft')
    .set('Authorization', web.bearer(demo.users.salesRep, { companyId: demo.id }))
    .set('Idempotency-Key', key)
    .send({ call_id: callId, draft_type: 'sms', ...body });
const drafts = () =>
  test.database.sql.query('select id from follow_up_drafts where company_id = $1', [demo.id]);

describe('a draft, where Shunya writes them', () => {
  it('says that it is Shunya’s, and comes once for one Idempotency-Key', async () => {
    const key = randomUUID();
    const first = await draft(key, { tone: 'friendly' });
    expect(first.status).toBe(201);
    expect(first.body.data).toMatchObject({
      generated_by: 'generic_ai',
      draft_text: 'Hi Pat, Tuesday?',
      tone: 'friendly',
      status: 'pending',
    });
    const again = await draft(key, { tone: 'friendly' });
    expect([again.text, again.headers['idempotent-replay']]).toEqual([first.text, 'true']);
    expect([asked.length, (await drafts()).length]).toEqual([1, 1]);
    expect((await draft(randomUUID())).body.data.id).not.toBe(first.body.data.id);
  });

  it('is found again by a repetition whose first answer was lost with the process', async () => {
    const key = randomUUID();
    const first = await draft(key);
    await test.database.sql.query(
      `update idempotency_records set state = 'in_progress', status_code = null,
         response_body = null, lease_until = now() - interval '1 second' where key = $1`,
      [key],
    );
    const again = await draft(key);
    expect([again.status, again.body.data]).toEqual([201, first.body.data]);
    expect([asked.length, (await drafts()).length]).toEqual([1, 1]);
  });

  it.each<[string, Answer, object]>([
    [
      '503, with the time to wait, when Shunya has no time',
      { status: 429, headers: { 'Retry-After': '90' } },
      { status: 503, code: 'SERVICE_UNAVAILABLE', wait: '90' },
    ],
    [
      '502 when Shunya refuses',
      { status: 401 },
      { status: 502, code: 'PROVIDER_REFUSED', wait: undefined },
    ],
  ])('is answered %s, and can be tried again', async (_what, failure, expected) => {
    answer = failure;
    const key = randomUUID();
    const failed = await draft(key);
    const { status, headers, body } = failed;
    expect({ status, code: body.error_code, wait: headers['retry-after'] }).toEqual(expected);
    expect(body.details).toEqual({ provider: 'shunya' });
    expect(await drafts()).toEqual([]);
    answer = { status: 200, draft: 'Hi' };
    expect((await draft(key)).status).toBe(201);
    expect(new Set(asked).size).toBe(1);
  });

  it('is refused when Shunya wrote too much, with how much it may be', async () => {
    const { status, body } = await draft(randomUUID(), { max_length: 20, draft_type: 'email' });
    expect([status, body.data?.draft_text]).toEqual([201, 'Hi Pat, Tuesday?']);
    answer = { status: 200, draft: 'x'.repeat(21) };
    const refused = await draft(randomUUID(), { max_length: 20 });
    expect([refused.status, refused.body.details]).toEqual([409, { max_length: 20 }]);
  });
});
