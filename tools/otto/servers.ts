import { createSqlPool, type SqlPool } from '@otto/db/sql';
import { connectRedis, createRedis, createWaker, type HandOver } from '@otto/queues';
import { readStack } from './stack';

export interface Servers {
  readonly sql: SqlPool;
  readonly handOver: HandOver;
}

/**
 * PostgreSQL and Redis of the deployment that DATABASE_URL and REDIS_URL name, or of the local
 * stack; closed when fn has ended.
 */
export async function withServers<T>(fn: (servers: Servers) => Promise<T>): Promise<T> {
  const env = process.env;
  const databaseUrl = env['DATABASE_URL'] ?? readStack().databaseUrl;
  const redisUrl = env['REDIS_URL'] ?? env['UPSTASH_REDIS_URL'] ?? readStack().redisUrl;
  const sql = createSqlPool({ url: databaseUrl, max: 2, name: 'otto-cli' });
  const redis = createRedis({ url: redisUrl, name: 'otto-cli', onError: () => undefined });
  const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  try {
    await connectRedis(redis);
    return await fn({ sql, handOver: createWaker({ redis, logger }) });
  } finally {
    redis.disconnect();
    await sql.close();
  }
}

const quiet = () => undefined;
