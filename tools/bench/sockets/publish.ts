import { createDatabase } from '@otto/db';
import { createPublish } from '@otto/domain';
import { connectRedis, createLiveBus, createRedis } from '@otto/queues';
import type { BenchServers } from '../harness/servers';

export interface Publisher {
  /** Publishes after the commit of a transaction of the company; tells when it was asked to. */
  publish(companyId: string, key: string): Promise<number>;
  close(): Promise<void>;
}

const quiet = () => undefined;

/** The way of every use case: publish(tx, event) in a transaction, in another process than the web. */
export async function createPublisher(servers: BenchServers): Promise<Publisher> {
  const database = createDatabase({ url: servers.databaseUrl, poolMax: 2, name: 'bench-publish' });
  const redis = createRedis({ url: servers.redisUrl, name: 'bench-publish', onError: quiet });
  await connectRedis(redis);
  const logger = { debug: quiet, info: quiet, warn: console.error, error: console.error };
  const bus = createLiveBus({ redis, logger });
  const publish = createPublish({ bus });
  return {
    publish: (companyId, key) =>
      database.withTenant(companyId, async (tx) => {
        await tx.query('select 1');
        publish(tx, { event: 'call.completed', data: { call_id: key, status: 'completed' }, key });
        return performance.now();
      }),
    async close() {
      bus.close();
      redis.disconnect();
      await database.close();
    },
  };
}
