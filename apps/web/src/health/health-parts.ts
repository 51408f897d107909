import { viewBeat, type SqlPool } from '@otto/db/sql';
import type { HealthParts } from '@otto/observability';
import { viewQueues, type Redis } from '@otto/queues';

/** What web can tell of the whole deployment. */
export function healthParts(sql: SqlPool, redis: Pick<Redis, 'ping'>) {
  return {
    database: async () => void (await sql.query('select 1')),
    redis: async () => void (await redis.ping()),
    queues: () => viewQueues(sql),
    beat: () => viewBeat(sql),
  } satisfies HealthParts;
}
