import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  createTestDatabase,
  createTestRedis,
  freePort,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  type LocalServer,
  type TestDatabase,
} from '@otto/testkit';
import { createShunyaSender } from '../../bench/webhooks/senders/shunya';
import { bundleApps, startBuilt, type BuiltService } from '../rolling/built-service';
import { services } from '../services';
import { startOtlpReceiver } from './otlp-receiver';

jest.setTimeout(120_000);

const SECRET = 'trace-secret';

describe('the trace of a webhook', () => {
  let test: TestDatabase;
  let redis: LocalServer;
  let apps: Map<string, string>;
  const running: BuiltService[] = [];

  beforeAll(async () => {
    [apps, test, redis] = await Promise.all([
      bundleApps(['web', 'worker']),
      createTestDatabase(),
      createTestRedis(),
    ]);
  });
  afterAll(async () => {
    for (const service of running) service.kill();
    await redis.stop();
    await test.stop();
    rmSync(path.dirname(path.dirname(apps.get('web')!)), { recursive: true, force: true });
  });

  async function start(name: string, endpoint: string): Promise<string> {
    const port = await freePort();
    const service = await startBuilt(apps.get(name)!, {
      ...services.find((one) => one.name === name)!.variables,
      ENVIRONMENT: 'production',
      DATABASE_URL: test.url,
      REDIS_URL: redis.url,
      PORT: String(port),
      HEALTH_PORT: String(await freePort()),
      ENCRYPTION_KEY: TEST_ENCRYPTION_KEY,
      CLERK_ISSUER: 'http://127.0.0.1:1/clerk',
      UWC_HMAC_SECRET: SECRET,
      UWC_API_KEY: 'key',
      STORAGE_SIGNING_KEY: 'key',
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    });
    running.push(service);
    return `http://127.0.0.1:${port}`;
  }

  it('goes from the request in web to the last write of its job in the worker', async () => {
    const receiver = await startOtlpReceiver();
    const company = await seedCompany(test.database);
    const [web = ''] = await Promise.all([
      start('web', receiver.endpoint),
      start('worker', receiver.endpoint),
    ]);
    const sender = createShunyaSender({ companyId: company.id, secret: SECRET });
    const { body, headers } = sender.next();
    const answer = await fetch(`${web}${sender.path}`, { method: 'POST', body, headers });
    expect(answer.status).toBe(200);
    const done = () =>
      test.database.sql.query(
        `select 1 from jobs where task = 'shunya.process-webhook' and status = 'succeeded'`,
      );
    while ((await done()).length === 0) await delay(100);
    // Stopping sends what the batches still hold.
    expect(await Promise.all(running.map((service) => service.stop()))).toEqual([0, 0]);
    await receiver.stop();

    const traceId = answer.headers.get('x-trace-id')!.replaceAll('-', '');
    const spans = receiver.spans.filter((span) => span.traceId === traceId);
    const request = spans.find(({ name }) => name === 'POST /webhooks/shunya');
    const job = spans.find(({ name }) => name === 'job shunya.process-webhook');
    expect(request).toMatchObject({ service: 'otto-web' });
    expect(request?.parentSpanId ?? '').toBe('');
    expect(job).toMatchObject({ service: 'otto-worker', parentSpanId: request?.spanId });
    const partsOf = (span: typeof job) =>
      spans.filter(({ parentSpanId }) => parentSpanId === span?.spanId).map(({ name }) => name);
    expect(partsOf(request)).toEqual(expect.arrayContaining(['sql']));
    expect(partsOf(job).length).toBeGreaterThan(0);
    expect(['sql', 'transaction']).toEqual(expect.arrayContaining([...new Set(partsOf(job))]));
  });
});
