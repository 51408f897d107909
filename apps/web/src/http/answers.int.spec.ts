import request from 'supertest';
import { createDatabase } from '@otto/db';
import {
  createTestDatabase,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { createSpecApp } from '../testing/spec-app';

let test: TestDatabase;
let demo: SeededCompany;
let web: ReturnType<typeof createSpecApp>;

beforeAll(async () => {
  test = await createTestDatabase();
  demo = await seedCompany(test.database);
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
});
afterAll(() => test.stop());

describe('every answer', () => {
  it('carries the request id of the caller when it is harmless', async () => {
    const answer = await request(web.app).get('/health').set('X-Request-Id', 'abc-12345');
    expect(answer.headers['x-request-id']).toBe('abc-12345');
    expect(answer.headers['x-trace-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(['short', 'x'.repeat(65), 'with space 1'])(
    'carries an id of ours instead of %j',
    async (id) => {
      const answer = await request(web.app).get('/health').set('X-Request-Id', id);
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('is a problem for a path that nobody has declared', async () => {
    const answer = await request(web.app).get('/api/v1/nothing?phone=+16025550101');
    expect(answer.status).toBe(404);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      title: 'Not Found',
      status: 404,
      instance: '/api/v1/nothing',
      success: false,
      error_code: 'NOT_FOUND',
      request_id: answer.headers['x-request-id'],
      trace_id: answer.headers['x-trace-id'],
    });
  });

  it.each<[number, string, () => request.Test]>([
    [414, 'a URL', () => request(web.app).get(`/api/v1/calls?search=${'x'.repeat(5_000)}`)],
    [
      400,
      'a query of many fields',
      () => request(web.app).get(`/api/v1/calls?${'a=1&'.repeat(60)}`),
    ],
    [
      413,
      'a body',
      () =>
        request(web.app)
          .post('/api/v1/leads')
          .send({ x: 'x'.repeat(300_000) }),
    ],
  ])('is a problem with status %i for %s that is too large', async (status, _name, send) => {
    const answer = await send();
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
  });

  it('is a problem for a body that is not JSON and for a path that cannot be decoded', async () => {
    const broken = await request(web.app)
      .post('/api/v1/calls')
      .set('content-type', 'application/json')
      .send('{');
    expect(broken.status).toBe(400);
    expect((await request(web.app).get('/api/v1/calls/%E0%A4%A')).status).toBe(400);
  });
});

describe('health', () => {
  it('is exactly this while the process serves', async () => {
    const answer = await request(web.app).get('/health');
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('{"status":"healthy"}');
    expect((await request(web.app).get('/health/live')).status).toBe(200);
    expect((await request(web.app).get('/health/ready')).status).toBe(200);
  });
});

describe('without PostgreSQL', () => {
  let lost: ReturnType<typeof createSpecApp>;
  const database = createDatabase({
    url: 'postgresql://postgres@127.0.0.1:1/none',
    poolMax: 2,
    name: 'spec',
  });
  beforeAll(() => {
    lost = createSpecApp({ database, encryptionKeys: TEST_ENCRYPTION_KEY });
  });
  afterAll(() => database.close());

  it.each<[string, () => request.Test]>([
    [
      'a webhook',
      () =>
        request(lost.app)
          .post('/webhooks/callrail/token/post-call')
          .set('Signature', 'x')
          .send({ id: 1 }),
    ],
    [
      'the API',
      () =>
        request(lost.app)
          .get('/api/v1/calls')
          .set('Authorization', lost.bearer(demo.users.manager, { companyId: demo.id })),
    ],
    ['readiness', () => request(lost.app).get('/health/ready')],
  ])('%s answers 503 and when to try again', async (_name, send) => {
    const answer = await send();
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(JSON.stringify(answer.body)).not.toContain('ECONN');
  });

  it('health still says that the process serves', async () => {
    expect((await request(lost.app).get('/health')).status).toBe(200);
  });
});
