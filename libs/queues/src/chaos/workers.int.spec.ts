import {
  block,
  createChaosStage,
  createTestDatabase,
  createTestRedis,
  oneTo,
  poison,
  type ChaosStage,
  type TestDatabase,
} from '@otto/testkit';
import { findJob, waitFor } from '../index';

jest.setTimeout(180_000);

describe('workers that die, hang and pause', () => {
  let db: TestDatabase;
  let redis: Awaited<ReturnType<typeof createTestRedis>>;
  let stage: ChaosStage;

  beforeEach(async () => {
    db = await createTestDatabase();
    redis = await createTestRedis();
    stage = await createChaosStage({ databaseUrl: db.url, redisUrl: redis.url });
  });
  afterEach(async () => {
    await stage.stop();
    await redis.stop();
    await db.stop();
  });

  it('SIGKILLed while running 20 jobs: another worker runs them, each effect exists once', async () => {
    const victim = await stage.startWorker({ concurrency: 20 });
    await stage.enqueue(20, 1_500);
    await stage.starts(20);
    victim.kill('SIGKILL');
    const killedAt = Date.now();
    await stage.startWorker({ concurrency: 20 });
    await stage.starts(40);
    expect(Date.now() - killedAt).toBeLessThan(17_000);
    await stage.effects(20);
    expect(await stage.recorded()).toEqual(oneTo(20));
  });

  it('killed by a poison job: it is dead after its attempts, the others are unharmed', async () => {
    const healthy = await stage.enqueue(10, 300);
    const [poisonous = ''] = await stage.enqueue(1, 0, poison);
    // What Railway does: whenever the worker dies, another one starts.
    const ended = waitFor(stage.engine.sql, poisonous, { timeoutMs: 85_000 });
    let isOver = false;
    void ended.finally(() => (isOver = true));
    while (!isOver) {
      const worker = await stage.startWorker({ concurrency: 5 });
      await Promise.race([worker.ended, ended]);
    }
    await stage.effects(healthy.length);
    expect((await ended).status).toBe('dead');
    const job = await findJob(stage.engine.sql, poisonous);
    expect(job).toMatchObject({
      attempts: 3,
      history: expect.arrayContaining([expect.objectContaining({ outcome: 'lease expired' })]),
    });
    expect(await stage.recorded()).toEqual(oneTo(10));
  });

  it('blocking its event loop for 20 s: its jobs run again elsewhere, each effect exists once', async () => {
    await stage.startWorker({ concurrency: 6 });
    await stage.enqueue(5, 3_000);
    await stage.starts(5);
    await stage.engine.sql.transaction((tx) =>
      stage.engine.jobs.enqueue(tx, block, { n: 6, ms: 20_000 }),
    );
    await stage.starts(6);
    await stage.startWorker({ concurrency: 6 });
    await stage.effects(6);
    // The blocked worker comes back and tries to finish what is no longer its own.
    await stage.engine.sql.query('select pg_sleep(11)');
    expect(await stage.recorded()).toEqual(oneTo(6));
    const [{ starts } = { starts: 0n }] = await stage.engine.sql.query<{ starts: bigint }>(
      'select count(*) as starts from starts',
    );
    expect(starts).toBe(12n);
  });

  it('paused by SIGSTOP past its lease, then continued: no effect exists twice', async () => {
    const paused = await stage.startWorker({ concurrency: 10 });
    await stage.enqueue(10, 2_000);
    await stage.starts(10);
    paused.kill('SIGSTOP');
    await stage.startWorker({ concurrency: 10 });
    await stage.effects(10);
    paused.kill('SIGCONT');
    await stage.engine.sql.query('select pg_sleep(4)');
    expect(await stage.recorded()).toEqual(oneTo(10));
  });

  it('asked to stop: waits for running jobs, gives the rest back at once and exits 0', async () => {
    const leaving = await stage.startWorker({ concurrency: 4, drainMs: 2_000 });
    const ids = await stage.enqueue(4, 1_000);
    const [long = ''] = (
      await stage.engine.sql.transaction((tx) =>
        stage.engine.jobs.enqueueMany(tx, [{ task: block, payload: { n: 99, ms: 0 } }]),
      )
    ).map((job) => job.id);
    await stage.starts(4);
    leaving.kill('SIGTERM');
    expect(await leaving.ended).toBe(0);
    expect(await stage.recorded()).toEqual(oneTo(4));
    await stage.startWorker();
    await Promise.all(
      [...ids, long].map((id) => waitFor(stage.engine.sql, id, { timeoutMs: 20_000 })),
    );
    expect(await stage.recorded()).toEqual([...oneTo(4), 99]);
  });

  it('asked to stop while a job outlasts the drain time: the job is given back at once, untried', async () => {
    const leaving = await stage.startWorker({ concurrency: 1, drainMs: 500 });
    const [id = ''] = await stage.enqueue(1, 5_000);
    await stage.starts(1);
    leaving.kill('SIGTERM');
    expect(await leaving.ended).toBe(0);
    expect(await findJob(stage.engine.sql, id)).toMatchObject({
      status: 'queued',
      attempts: 0,
      history: [{ outcome: 'interrupted' }],
    });
    await stage.startWorker({ concurrency: 1 });
    await stage.effects(1);
    expect(await findJob(stage.engine.sql, id)).toMatchObject({ status: 'succeeded', attempts: 1 });
  });

  it('told to stop twice: exits at once', async () => {
    const worker = await stage.startWorker({ concurrency: 1, drainMs: 30_000 });
    await stage.enqueue(1, 20_000);
    await stage.starts(1);
    worker.kill('SIGTERM');
    await stage.engine.sql.query('select pg_sleep(0.3)');
    worker.kill('SIGTERM');
    expect(await worker.ended).toBe(1);
  });
});
