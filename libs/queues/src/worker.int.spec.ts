import {
  createEngine,
  createTestDatabase,
  createTestRedis,
  type Engine,
  type TestDatabase,
} from '@otto/testkit';
import { z } from 'zod';
import { defineTask, exponential, findJob, PermanentError, waitFor } from './index';

const echo = defineTask({
  name: 'spec.echo',
  queue: 'default',
  payload: z.object({ n: z.int() }),
  retry: { attempts: 3, backoff: exponential(20) },
  timeoutMs: 5_000,
});
const flaky = defineTask({ ...echo, name: 'spec.flaky' });
const hopeless = defineTask({ ...echo, name: 'spec.hopeless' });
const unique = defineTask({ ...echo, name: 'spec.unique', dedupeKey: ({ n }) => String(n) });
const slow = defineTask({ ...echo, name: 'spec.slow', timeoutMs: 50 });

describe('the job engine', () => {
  let db: TestDatabase;
  let redis: Awaited<ReturnType<typeof createTestRedis>>;
  let engine: Engine;
  const seen: number[] = [];
  const counts = { flaky: 0 };

  beforeAll(async () => {
    db = await createTestDatabase();
    redis = await createTestRedis();
    engine = await createEngine({ databaseUrl: db.url, redisUrl: redis.url });
    await engine.sql.query('create table effects (n int)');
    await engine.startWorker({
      tasks: [echo, flaky, hopeless, unique, slow],
      queues: { default: 10 },
      handlers: {
        'spec.echo': async ({ n }: { n: number }) => {
          seen.push(n);
          return { n };
        },
        'spec.flaky': async () => {
          counts.flaky += 1;
          if (counts.flaky < 3) throw new Error('not yet');
          return 'done';
        },
        'spec.hopeless': async () => {
          throw new PermanentError('no such thing');
        },
        'spec.unique': async ({ n }: { n: number }, job) => {
          await engine.sql.transaction(async (tx) => {
            await tx.query('insert into effects values ($1)', [n]);
            await job.completeIn(tx, 'kept');
          });
        },
        'spec.slow': (_: unknown, job) =>
          new Promise((_resolve, reject) => {
            job.signal.addEventListener('abort', () => reject(job.signal.reason as Error));
          }),
      },
    });
  });

  afterAll(async () => {
    await engine.stop();
    await redis.stop();
    await db.stop();
  });

  const add = (task: Omit<typeof echo, 'name'> & { name: string }, n: number, options = {}) =>
    engine.sql.transaction((tx) => engine.jobs.enqueue(tx, task, { n }, options));
  const end = (id: string) => waitFor(engine.sql, id, { timeoutMs: 10_000 });

  it('runs a job and keeps its result', async () => {
    const job = await add(echo, 7);
    expect(await end(job.id)).toEqual({ status: 'succeeded', result: { n: 7 }, error: null });
  });

  it('does not run a job whose transaction rolls back', async () => {
    let id = '';
    await expect(
      engine.sql.transaction(async (tx) => {
        id = (await engine.jobs.enqueue(tx, echo, { n: 666 })).id;
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await findJob(engine.sql, id)).toBeNull();
  });

  it('retries from the row until the handler succeeds', async () => {
    const { id } = await add(flaky, 1);
    expect(await end(id)).toMatchObject({ status: 'succeeded', result: 'done' });
    const job = await findJob(engine.sql, id);
    expect(job).toMatchObject({
      attempts: 3,
      history: [{ attempt: 1, error: 'Error: not yet' }, { attempt: 2 }],
    });
  });

  it('gives up at once on a permanent error and keeps error and stack', async () => {
    const { id } = await add(hopeless, 1);
    expect(await end(id)).toMatchObject({ status: 'dead', error: 'PermanentError: no such thing' });
    expect(await findJob(engine.sql, id)).toMatchObject({
      attempts: 1,
      history: [{ stack: expect.stringContaining('PermanentError') }],
    });
  });

  it('aborts the signal at the timeout and counts the attempt as failed', async () => {
    const { id } = await add(slow, 1);
    expect(await end(id)).toMatchObject({
      status: 'dead',
      error: 'Error: the task took longer than 50 ms',
    });
  });

  it('commits the effect and the completion together', async () => {
    const { id } = await add(unique, 41);
    expect(await end(id)).toMatchObject({ status: 'succeeded', result: 'kept' });
    expect(await engine.sql.query('select n from effects where n = 41')).toHaveLength(1);
  });

  it('answers the live job when the dedupe key is taken, and runs anew when it has ended', async () => {
    const runAt = new Date(Date.now() + 400);
    const first = await add(unique, 5, { runAt });
    const second = await add(unique, 5);
    expect(second).toEqual({ id: first.id, created: false });
    await end(first.id);
    const third = await add(unique, 5);
    expect(third.created).toBe(true);
    await end(third.id);
    expect(await engine.sql.query('select n from effects where n = 5')).toHaveLength(2);
  });

  it('starts a job not before its time', async () => {
    const runAt = new Date(Date.now() + 600);
    const { id } = await add(echo, 8, { runAt });
    await end(id);
    const job = await findJob(engine.sql, id);
    expect(job?.startedAt?.getTime()).toBeGreaterThanOrEqual(runAt.getTime());
  });

  it('runs 500 jobs of one transaction once each', async () => {
    seen.length = 0;
    const jobs = await engine.sql.transaction((tx) =>
      engine.jobs.enqueueMany(
        tx,
        Array.from({ length: 500 }, (_, n) => ({ task: echo, payload: { n } })),
      ),
    );
    for (const job of jobs) await end(job.id);
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, n) => n));
  });

  it('refuses a payload that does not fit before anything is stored', async () => {
    await expect(add(echo, 1.5)).rejects.toThrow(/int/i);
  });
});
