import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from '@otto/queues';
import type { AppProcess } from '../app-process';
import type { Stage } from '../create-stage';
import {
  holdCommits,
  urlOfProcess,
  type CommitSteps,
  type HeldStep,
  type StepEnd,
} from './commit-steps';

const LOOK_MS = 50;
const LOCKS = ['recovery:*', 'lock:*'];

/** Workers that can be killed in the midst of their work, and are replaced then. */
export interface MortalWorkers {
  /**
   * From now on a worker is killed in the commit of every kind of transaction concerned, so that it
   * is committed; and where something was done outside before it, once more so that it is rolled
   * back, which elsewhere is the same as the one before committed. The time that others would wait
   * for the dead is skipped.
   */
  kill(steps: { readonly concerned: RegExp; readonly outside: RegExp }): Promise<void>;
  /** Rejects when the killing has ended by an error. */
  readonly broken: Promise<never>;
  /** By what the steps write in which a worker was killed, how they have ended. */
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
  const { stage, databaseUrl, redis } = options;
  const living = new Map<string, AppProcess>();
  const dead: string[] = [];
  const starting = new Set<Promise<void>>();
  const ended = new Map<string, StepEnd[]>();
  let steps: CommitSteps | null = null;
  let killing = Promise.resolve();
  let count = 0;
  let isStopped = false;
  let fail: (error: unknown) => void = () => undefined;
  const broken = new Promise<never>((_, reject) => (fail = reject));
  // Whoever waits for it is told; nobody may be waiting yet.
  broken.catch(() => undefined);

  const start = async (): Promise<void> => {
    count += 1;
    const name = `worker-${count}`;
    const env = { DATABASE_URL: urlOfProcess(databaseUrl, name) };
    const started = stage.start('worker', env).then((worker) => void living.set(name, worker));
    starting.add(started);
    await started.finally(() => starting.delete(started));
  };
  const kill = async (held: HeldStep, from: CommitSteps, outside: RegExp): Promise<void> => {
    await living.get(held.process)?.kill();
    living.delete(held.process);
    dead.push(held.process);
    const ends = ended.get(held.key) ?? [];
    const how: StepEnd = ends.length === 0 ? 'committed' : 'rolled back';
    ended.set(held.key, [...ends, how]);
    await from.end(held.backend, how);
    const about = (await from.about()).get(held.key) ?? '';
    if (how === 'rolled back' || !outside.test(about)) await from.pass(held.key);
    // As if their time to live were over; who lives and loses one as well has to do its job again.
    for (const lock of LOCKS) await redis.del('no lock', ...(await redis.keys(lock)));
    // Not waited for: the others are to go on with the work of the dead.
    start().catch(fail);
  };

  await Promise.all(Array.from({ length: options.count }, start));
  return {
    broken,
    kill: async ({ concerned, outside }) => {
      const from = (steps = await holdCommits(databaseUrl, concerned));
      const round = async () => {
        const held = await from.find();
        if (held && living.has(held.process)) return kill(held, from, outside);
        await from.skipWaiting(dead);
        await delay(LOOK_MS);
      };
      killing = (async () => {
        while (!isStopped) await round();
      })().catch(fail);
    },
    ends: async () => {
      const about = (await steps?.about()) ?? new Map<string, string>();
      return new Map([...ended].map(([key, ends]) => [about.get(key) ?? key, ends]));
    },
    stop: async () => {
      isStopped = true;
      await killing;
      await steps?.close();
      await Promise.all(starting);
    },
  };
}
