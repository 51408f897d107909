import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createEngine, type Engine } from '../engine';
import { record, CHAOS_TABLES } from './chaos-tasks';
import { startSpecProcess, type SpecProcess } from './spec-process';

type ChaosTask = Omit<typeof record, 'name'> & { readonly name: string };

export interface ChaosStage {
  /** A producer without a worker, in the spec's own process. */
  readonly engine: Engine;
  startWorker(options?: { concurrency?: number; drainMs?: number }): Promise<SpecProcess>;
  /** Asks for `count` jobs that take `ms` each and record 1 … count. Answers their ids. */
  enqueue(count: number, ms: number, task?: ChaosTask): Promise<string[]>;
  /** Asks for one job, recording `n`. */
  enqueueOne(n: number, ms: number): Promise<void>;
  /** Waits until so many effects are there. */
  effects(count: number): Promise<void>;
  starts(count: number): Promise<void>;
  /** The recorded numbers, in order; a double shows up as one. */
  recorded(): Promise<number[]>;
  /** Kills what is left of the workers and closes the producer. */
  stop(): Promise<void>;
}

const WAIT_MS = 60_000;

/** Everything a chaos spec needs around the servers that it then mistreats. */
export async function createChaosStage(servers: {
  databaseUrl: string;
  redisUrl: string;
}): Promise<ChaosStage> {
  const engine = await createEngine(servers);
  await engine.sql.query(CHAOS_TABLES);
  const processes: SpecProcess[] = [];

  async function reaches(table: 'effects' | 'starts', count: number): Promise<void> {
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const rows = await engine.sql
        .query<{ count: bigint }>(`select count(*) as count from ${table}`)
        .catch(() => []);
      const reached = Number(rows[0]?.count ?? 0);
      if (reached >= count) return;
      if (performance.now() > deadline)
        throw new Error(`${reached} of ${count} ${table} after ${WAIT_MS} ms`);
      await delay(50);
    }
  }

  return {
    engine,
    startWorker: async ({ concurrency = 10, drainMs = 3_000 } = {}) => {
      const worker = await startSpecProcess(path.join(__dirname, 'worker-process.ts'), [
        servers.databaseUrl,
        servers.redisUrl,
        String(concurrency),
        String(drainMs),
      ]);
      processes.push(worker);
      return worker;
    },
    enqueue: async (count, ms, task: ChaosTask = record) => {
      const requests = Array.from({ length: count }, (_, n) => ({
        task,
        payload: { n: n + 1, ms },
      }));
      const jobs = await engine.sql.transaction((tx) => engine.jobs.enqueueMany(tx, requests));
      return jobs.map((job) => job.id);
    },
    enqueueOne: async (n, ms) => {
      await engine.sql.transaction((tx) => engine.jobs.enqueue(tx, record, { n, ms }));
    },
    effects: (count) => reaches('effects', count),
    starts: (count) => reaches('starts', count),
    recorded: async () =>
      (await engine.sql.query<{ n: number }>('select n from effects order by n')).map(
        (row) => row.n,
      ),
    stop: async () => {
      for (const child of processes) {
        child.kill('SIGCONT');
        child.kill('SIGKILL');
        await child.ended;
      }
      await engine.stop();
    },
  };
}

/** 1 … count. */
export const oneTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);
