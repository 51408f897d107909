import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from '@otto/queues';
import type { AppProcess } from '../app-process';
import type { Stage } from '../create-stage';
import { holdCommits, urlOfProcess, type CommitSteps, type StepEnd } from './commit-steps';

const LOOK_MS = 20;

/** Workers that can be killed in the midst of their work, and are replaced then. */
export interface MortalWorkers {
  /**
   * From now on each worker is killed in the commit of every kind of transaction concerned: once so
   * that it is committed, once so that it is rolled back. The time that others would wait for the
   * dead is skipped. It rejects with the error that brings it to an end.
   */
  kill(concerned: RegExp): Promise<void>;
  /** How often one was killed. */
  readonly kills: number;
  /** How the steps that one was killed in have ended. */
  ends(): Promise<ReadonlyMap<string, readonly StepEnd[]>>;
  stop(): Promise<void>;
}

export interface MortalOptions {
  readonly stage: Stage;
  readonly databaseUrl: string;
  readonly redis: Redis;
  readonly count: number;
}

/** Starts so many workers, and others in the place of those that it kills. */
export async function startMortalWorkers(options: MortalOptions): Promise<MortalWorkers> {
  const { stage, databaseUrl, redis, count } = options;
  const workers = new Map<string, AppProcess>();
  const starting = new Set<Promise<void>>();
  const ended = new Map<string, StepEnd[]>();
  let steps: CommitSteps | null = null;
  let killing: Promise<void> = Promise.resolve();
  let started = 0;
  let kills = 0;
  let isStopped = false;

  const startOne = (): Promise<void> => {
    started += 1;
    const name = `worker-${started}`;
    const env = { DATABASE_URL: urlOfProcess(databaseUrl, name) };
    const start = stage.start('worker', env).then((worker) => void workers.set(name, worker));
    starting.add(start);
    return start.finally(() => starting.delete(start));
  };

  /** As if the time had passed after which the others do the work of the dead. */
  const skipWaiting = async (jobs: Awaited<ReturnType<CommitSteps['jobsOf']>>) => {
    const ids = jobs.map(({ id }) => id);
    await stage.sql.query('update jobs set lease_until = now() where id = any($1::uuid[])', [ids]);
    const locks = [...(await redis.keys('recovery:*')), ...(await redis.keys('lock:*'))];
    if (locks.length > 0) await redis.del(locks);
    await stage.sql.query(
      `update jobs set handed_at = handed_at - interval '1 minute' where status = 'queued'`,
    );
  };

  const round = async (steps: CommitSteps): Promise<void> => {
    const held = await steps.find();
    const worker = held && workers.get(held.process);
    if (!held || !worker) return delay(LOOK_MS);
    workers.delete(held.process);
    await worker.kill();
    kills += 1;
    const ends = ended.get(held.key) ?? [];
    const how: StepEnd = ends.length === 0 ? 'committed' : 'rolled back';
    ended.set(held.key, [...ends, how]);
    if (how === 'rolled back') await steps.pass(held.key);
    await steps.end(held, how, async () => skipWaiting(await steps.jobsOf(held.process)));
    console.error(new Date().toISOString(), how, held.process, held.key);
    // Not waited for: the others are to go on with the work of the dead.
    void startOne();
  };

  await Promise.all(Array.from({ length: count }, startOne));
  return {
    kill: async (concerned) => {
      const held = (steps = await holdCommits(databaseUrl, concerned));
      killing = (async () => {
        while (!isStopped) await round(held);
      })();
      await killing;
    },
    get kills() {
      return kills;
    },
    ends: async () => {
      const about = (await steps?.about()) ?? new Map<string, string>();
      return new Map([...ended].map(([key, ends]) => [about.get(key) ?? key, ends]));
    },
    stop: async () => {
      isStopped = true;
      await killing.catch(() => undefined);
      await steps?.close();
      await Promise.all(starting);
    },
  };
}
