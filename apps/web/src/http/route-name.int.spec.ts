import request from 'supertest';
import { createTestDatabase, TEST_ENCRYPTION_KEY, type TestDatabase } from '@otto/testkit';
import { createSpecApp } from '../testing/spec-app';

describe('an answered request', () => {
  let test: TestDatabase;
  beforeAll(async () => (test = await createTestDatabase()));
  afterAll(() => test.stop());

  it.each([
    [
      'get',
      '/internal/ops/jobs/0198c0de-0000-7000-8000-000000000000',
      '/internal/ops/jobs/:id',
      404,
    ],
    ['post', '/internal/ops/jobs/retry', '/internal/ops/jobs/:change', 400],
    ['get', '/internal/ops/elsewhere', '/internal/ops', 404],
    ['get', '/docs', '/docs', 200],
    ['get', '/api/v1/leads/secret-id', '/api/v1/leads/:lead_id', 401],
    ['post', '/webhooks/shunya', '/webhooks/shunya', 401],
    ['get', '/secret', 'none', 404],
  ] as const)('%s %s is counted and logged as %s', async (method, path, route, status) => {
    const { app, logged } = createSpecApp({
      database: test.database,
      encryptionKeys: TEST_ENCRYPTION_KEY,
      opsToken: 'operators',
    });
    const operators = { authorization: 'Bearer operators' };
    const asking = request(app)[method](path).set(operators);
    const answer = await (method === 'post' ? asking.send({ state: 'no such state' }) : asking);
    expect(answer.status).toBe(status);
    const { text } = await request(app).get('/metrics').set(operators);
    expect(text).toContain(
      `otto_http_requests_total{method="${method.toUpperCase()}",route="${route}",status="${status}"`,
    );
    expect(logged.map(({ route: name }) => name)).toContain(route);
  });
});
