import type { Progress } from '../../harness/progress';
import { startChild, type Child } from '../../harness/child';
import { createContender, type Contender, type ContenderName, type Servers } from '../contenders';
import { createPayload } from '../payload';
import type { BenchEvent } from '../protocol';
import type { Figures } from '../report/figures';
import type { VerbName, VerbOptions } from '../verbs';
import { BULK_SIZE } from '../verbs/enqueue';

export interface Settings {
  /** Jobs of a drain and of a bulk enqueue. */
  readonly jobs: number;
  readonly latencyJobs: number;
  readonly everyMs: number;
  readonly rounds: number;
  readonly maxSecs: number;
  readonly maxRecoverySecs: number;
}

/** What a measure works with. */
export interface Field {
  readonly settings: Settings;
  readonly names: readonly ContenderName[];
  readonly figures: Figures;
  readonly progress: Progress;
  readonly servers: Servers;
  contender(name: ContenderName): Contender;
  /** Starts a measured process. */
  start(name: ContenderName, verb: VerbName, options: Partial<VerbOptions>): Child<BenchEvent>;
  /** Empties the contender and gives it so many jobs, unmeasured. */
  fill(name: ContenderName, jobs: number): Promise<void>;
}

export function createField(
  parts: Pick<Field, 'settings' | 'names' | 'figures' | 'progress' | 'servers'> & {
    readonly program: string;
  },
): Field {
  const { servers, program } = parts;
  const contenders = new Map(parts.names.map((name) => [name, createContender(name, servers)]));
  const contender = (name: ContenderName) => contenders.get(name) as Contender;
  return {
    ...parts,
    contender,
    start: (name, verb, options) =>
      startChild<BenchEvent>([program, name, verb, JSON.stringify(options)], {
        DATABASE_URL: servers.databaseUrl,
        REDIS_URL: servers.redisUrl,
        LOG_LEVEL: 'error',
      }),
    fill: async (name, jobs) => {
      await contender(name).setup();
      const producer = await contender(name).openProducer();
      for (let from = 0; from < jobs; from += BULK_SIZE) {
        const size = Math.min(BULK_SIZE, jobs - from);
        await producer.addMany(Array.from({ length: size }, (_, at) => createPayload(from + at)));
      }
      await producer.close();
    },
  };
}

/** The contenders in another order each round, so that none always has the warm or the busy disk. */
export function inRound(names: readonly ContenderName[], round: number): ContenderName[] {
  const first = round % names.length;
  return [...names.slice(first), ...names.slice(0, first)];
}
