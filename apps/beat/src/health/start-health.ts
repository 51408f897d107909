import type { Server } from 'node:http';
import { viewBeat, type SqlPool } from '@otto/db/sql';
import {
  startHealthServer,
  type HealthParts,
  type Metrics,
  type Readiness,
} from '@otto/observability';
import type { Redis } from '@otto/queues';
import type { Beat } from '../beat';

export interface HealthOptions {
  readonly port: number | undefined;
  readonly sql: SqlPool;
  readonly redis: Redis;
  readonly beat: Beat;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
}

/** What beat tells of itself, and of who leads. */
export async function startHealth(options: HealthOptions): Promise<Server | undefined> {
  const { port, sql, redis, beat, readiness, metrics } = options;
  metrics.beat.watchLeader(() => beat.isLeading());
  metrics.pools.watch('main', sql.pool);
  const parts: HealthParts = {
    database: async () => void (await sql.query('select 1')),
    redis: async () => void (await redis.ping()),
    beat: async () => ({ isLeading: beat.isLeading(), ...(await viewBeat(sql)) }),
  };
  if (port === undefined) return undefined;
  return startHealthServer({ service: 'beat', readiness, parts, metrics }, port);
}
