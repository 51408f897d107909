import request from 'supertest';
import { createTestDatabase, TEST_ENCRYPTION_KEY, type TestDatabase } from '@otto/testkit';
import { createSpecApp } from '../testing/spec-app';

describe('health and metrics on the public port', () => {
  let test: TestDatabase;
  beforeAll(async () => (test = await createTestDatabase()));
  afterAll(() => test.stop());

  const appWith = (opsToken?: string) =>
    createSpecApp({
      database: test.database,
      encryptionKeys: TEST_ENCRYPTION_KEY,
      ...(opsToken === undefined ? {} : { opsToken }),
    }).app;

  it.each(['/metrics', '/health/detailed'])('shows %s to operators only', async (path) => {
    const app = appWith('ops-token');
    const status = async (token?: string) => {
      const asked = request(app).get(path);
      return (await (token ? asked.set('authorization', `Bearer ${token}`) : asked)).status;
    };
    expect([await status(), await status('wrong'), await status('ops-token')]).toEqual([
      404, 404, 200,
    ]);
    expect(
      (await request(appWith()).get(path).set('authorization', 'Bearer undefined')).status,
    ).toBe(404);
  });

  it('counts requests and webhooks by their declared path and outcome', async () => {
    const app = appWith('ops-token');
    await request(app).get('/api/v1/calls/some-id');
    await request(app).post('/webhooks/shunya').send({});
    const { text } = await request(app).get('/metrics').set('authorization', 'Bearer ops-token');
    expect(text).toMatch(
      /otto_http_requests_total\{method="GET",route="\/api\/v1\/calls\/:\w+",status="401"/,
    );
    expect(text).toContain(
      'otto_webhooks_total{provider="shunya",outcome="not_genuine",service="web"} 1',
    );
    expect(text).not.toContain('some-id');
  });
});
