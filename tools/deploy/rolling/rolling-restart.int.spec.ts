import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { viewBeat } from '@otto/db/sql';
import {
  createTestDatabase,
  createTestRedis,
  freePort,
  seedCompany,
  TEST_ENCRYPTION_KEY,
  type LocalServer,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { createShunyaSender } from '../../bench/webhooks/senders/shunya';
import { services, type ServiceName } from '../services';
import { bundleApps, startBuilt, type BuiltService } from './built-service';
import { startLoad } from './start-load';

jest.setTimeout(240_000);

const SECRET = 'rolling-secret';

interface Instance {
  readonly name: ServiceName;
  readonly url: string;
  readonly service: BuiltService;
}

describe('a rolling restart of two webs, two workers and two beats under load', () => {
  let test: TestDatabase;
  let redis: LocalServer;
  let apps: Map<string, string>;
  let company: SeededCompany;
  let running: Instance[] = [];

  beforeAll(async () => {
    apps = await bundleApps(services.map(({ name }) => name));
    test = await createTestDatabase();
    redis = await createTestRedis();
    company = await seedCompany(test.database);
  });
  afterAll(async () => {
    for (const { service } of running) service.kill();
    await redis.stop();
    await test.stop();
    rmSync(path.dirname(path.dirname(apps.get('web')!)), { recursive: true, force: true });
  });

  async function start(name: ServiceName): Promise<Instance> {
    const [port, healthPort] = [await freePort(), await freePort()];
    const service = await startBuilt(apps.get(name)!, {
      ...services.find((one) => one.name === name)!.variables,
      ENVIRONMENT: 'production',
      LOG_LEVEL: 'info',
      DATABASE_URL: test.url,
      DATABASE_POOL_MAX: '5',
      REDIS_URL: redis.url,
      PORT: String(port),
      HEALTH_PORT: String(healthPort),
      DRAIN_SECONDS: '10',
      ENCRYPTION_KEY: TEST_ENCRYPTION_KEY,
      CLERK_ISSUER: 'http://127.0.0.1:1/clerk',
      UWC_HMAC_SECRET: SECRET,
      UWC_API_KEY: 'key',
      STORAGE_SIGNING_KEY: 'key',
    });
    const instance = { name, url: `http://127.0.0.1:${port}`, service };
    running.push(instance);
    return instance;
  }

  async function replace(old: Instance): Promise<number | null> {
    await start(old.name);
    // Out of the rotation first: the platform moves traffic, then tells the old one to stop.
    running = running.filter((one) => one !== old);
    return old.service.stop();
  }

  const countsOf = async (table: 'jobs' | 'deliveries') => {
    const rows = await test.database.sql.query<{ status: string; count: number }>(
      `select status, count(*)::int as count from ${table}
       where $1 = 'deliveries' or to_jsonb(${table}) ->> 'task' = 'shunya.process-webhook'
       group by status`,
      [table],
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  };

  it('fails no request, loses no job and does none twice', async () => {
    for (const { name } of services) await Promise.all([start(name), start(name)]);
    const sender = createShunyaSender({ companyId: company.id, secret: SECRET });
    const load = startLoad(sender, 4, () =>
      running.filter(({ name }) => name === 'web').map(({ url }) => url),
    );
    const exits: (number | null)[] = [];
    for (const old of [...running]) exits.push(await replace(old));
    const { answers, sent } = await load.stop();

    expect(exits).toEqual([0, 0, 0, 0, 0, 0]);
    expect(answers).toEqual({ 200: sent });
    while ((await countsOf('jobs'))['succeeded'] !== sent) {
      expect(Object.keys(await countsOf('jobs'))).not.toContain('dead');
      await delay(200);
    }
    expect(await countsOf('jobs')).toEqual({ succeeded: sent });
    expect(await countsOf('deliveries')).toEqual({ ignored: sent });
    expect((await viewBeat(test.database.sql)).leader?.epoch).toBeGreaterThanOrEqual(2);
    for (const { service } of running) expect(await service.stop()).toBe(0);
  });
});
