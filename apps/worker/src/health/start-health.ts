import type { Server } from 'node:http';
import { viewBeat, type SqlPool } from '@otto/db/sql';
import {
  startHealthServer,
  type HealthParts,
  type Metrics,
  type Readiness,
} from '@otto/observability';
import { viewQueues, type Redis } from '@otto/queues';

export interface HealthOptions {
  readonly port: number | undefined;
  readonly sql: SqlPool;
  readonly redis: Redis;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
}

/** What the worker tells of itself, of all queues, and of beat, which cannot tell of its silence. */
export async function startHealth(options: HealthOptions): Promise<Server | undefined> {
  const { port, sql, redis, readiness, metrics } = options;
  metrics.queues.watch(() => viewQueues(sql));
  metrics.beat.watch(async () =>
    (await viewBeat(sql)).schedules.map(({ id, last, knownSince }) => ({
      schedule: id,
      lastTickSeconds: (Date.now() - (last?.slot ?? knownSince).getTime()) / 1_000,
    })),
  );
  const parts: HealthParts = {
    database: async () => void (await sql.query('select 1')),
    redis: async () => void (await redis.ping()),
    queues: () => viewQueues(sql),
    beat: () => viewBeat(sql),
    breakers: async () => metrics.providers.openBreakers(),
  };
  if (port === undefined) return undefined;
  return startHealthServer({ service: 'worker', readiness, parts, metrics }, port);
}
