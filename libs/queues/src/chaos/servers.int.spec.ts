import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  createChaosStage,
  createTestDatabase,
  createTestRedis,
  freePort,
  migrate,
  oneTo,
  startPostgres,
  type ChaosStage,
  type LocalServer,
  type TestDatabase,
} from '@otto/testkit';

jest.setTimeout(90_000);

const COUNT = 60;

describe('Redis that goes away', () => {
  let db: TestDatabase;
  let redis: LocalServer;
  let stage: ChaosStage;
  let port: number;

  beforeEach(async () => {
    db = await createTestDatabase();
    port = await freePort();
    redis = await createTestRedis({ port });
    stage = await createChaosStage({ databaseUrl: db.url, redisUrl: redis.url });
    await stage.startWorker({ concurrency: 5 });
  });
  afterEach(async () => {
    await stage.stop();
    await redis.stop();
    await db.stop();
  });

  const half = () => stage.starts(COUNT / 4);
  async function allRan(): Promise<void> {
    await stage.effects(COUNT);
    expect(await stage.recorded()).toEqual(oneTo(COUNT));
  }

  it('flushed in the middle of a backlog: every job runs, each effect exists once', async () => {
    await stage.enqueue(COUNT, 200);
    await half();
    await stage.engine.redis.flushall();
    await allRan();
  });

  it('without its scripts: enqueuing and running go on', async () => {
    await stage.enqueue(COUNT / 2, 50);
    await stage.engine.redis.script('FLUSH');
    const requests = oneTo(COUNT / 2).map((n) => n + COUNT / 2);
    for (const n of requests) await stage.enqueueOne(n, 20);
    await allRan();
  });

  it('killed and restarted empty: every job runs, and new ones are picked up at once again', async () => {
    await stage.enqueue(COUNT - 1, 200);
    await half();
    process.kill(redis.pid, 'SIGKILL');
    await redis.stop();
    redis = await createTestRedis({ port });
    await stage.effects(COUNT - 1);
    const askedAt = Date.now();
    await stage.enqueueOne(COUNT, 0);
    await allRan();
    expect(Date.now() - askedAt).toBeLessThan(4_000);
  });

  it('paused for 10 s: every job runs, each effect exists once', async () => {
    await stage.enqueue(COUNT, 200);
    await half();
    process.kill(redis.pid, 'SIGSTOP');
    await stage.engine.sql.query('select pg_sleep(10)');
    process.kill(redis.pid, 'SIGCONT');
    await allRan();
  });
});

describe('PostgreSQL that restarts under load', () => {
  it('loses no job and doubles no effect', async () => {
    const dataDir = mkdtempSync(path.join('/tmp', 'otto-chaos-postgres-'));
    const port = await freePort();
    let postgres = await startPostgres({ dataDir, port });
    const redis = await createTestRedis();
    await migrate(postgres.url);
    const stage = await createChaosStage({ databaseUrl: postgres.url, redisUrl: redis.url });
    await stage.startWorker({ concurrency: 5 });
    await stage.enqueue(COUNT, 200);
    await stage.starts(COUNT / 4);
    await postgres.stop();
    postgres = await startPostgres({ dataDir, port });
    await stage.effects(COUNT);
    expect(await stage.recorded()).toEqual(oneTo(COUNT));
    await stage.stop();
    await redis.stop();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
