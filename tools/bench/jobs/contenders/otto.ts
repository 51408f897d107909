import { createSqlPool, type SqlPool } from '@otto/db/sql';
import { createLogger, type Logger } from '@otto/observability';
import {
  connectRedis,
  createEnqueuer,
  createRedis,
  createTransport,
  defineTask,
  exponential,
  startWorker,
  type Handlers,
  type Redis,
  type Transport,
} from '@otto/queues';
import { z } from 'zod';
import type { Contender, Producer, Servers, WorkerOptions } from './contender';

/** DATABASE_POOL_MAX as Otto's services have it when nobody sets it. */
const POOL_MAX = 10;
const RELAXED_POOL_MAX = 2;
/** The queue that has the least to do with a call, should the servers not be the bench's own. */
const QUEUE = 'indexing';

const benchTask = defineTask({
  name: 'bench.noop',
  queue: QUEUE,
  payload: z.object({
    seq: z.int(),
    callId: z.string(),
    note: z.string(),
    tags: z.array(z.string()),
    t: z.number().optional(),
    sleepMs: z.number().optional(),
  }),
  retry: { attempts: 5, backoff: exponential(1_000) },
  timeoutMs: 120_000,
});

/** The whole durable engine, put together as apps/worker does it. */
export const createOtto = (servers: Servers): Contender => ({
  setup: () => setup(servers),
  openProducer: () => openProducer(servers),
  startWorker: (options) => startBenchWorker(servers, options),
  countPending: () =>
    withSql(servers, async (sql) => {
      const [row] = await sql.query<{ count: number }>(
        `select count(*)::int as count from jobs
         where task = $1 and status in ('scheduled', 'queued', 'running')`,
        [benchTask.name],
      );
      return row?.count ?? 0;
    }),
});

async function setup(servers: Servers): Promise<void> {
  await withSql(servers, async (sql) => {
    const [foreign] = await sql.query('select from jobs where task <> $1 limit 1', [
      benchTask.name,
    ]);
    if (foreign) await sql.query('delete from jobs where task = $1', [benchTask.name]);
    else await sql.query('truncate jobs');
    await sql.query('vacuum analyze jobs');
  });
  const { redis } = await openTransport(servers, quietLogger());
  const keys = await redis.keys(`otto:${QUEUE}:*`);
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
}

async function openProducer(servers: Servers): Promise<Producer> {
  const sql = openSql(servers);
  // Connected, as BullMQ's producer is once it is ready.
  await sql.query('select 1');
  const { redis, transport } = await openTransport(servers, quietLogger());
  const underWay = new Set<Promise<void>>();
  const jobs = createEnqueuer({
    delivers: true,
    send: (queue, ids) => {
      const delivery = transport.deliver(queue, ids).finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    },
  });
  const settled = async () => void (await Promise.all(underWay));
  return {
    add: async (payload) => void (await jobs.enqueue(sql.autocommit, benchTask, payload)),
    addMany: async (payloads) => {
      const requests = payloads.map((payload) => ({ task: benchTask, payload }));
      await jobs.enqueueMany(sql.autocommit, requests);
      await settled();
    },
    settled,
    close: async () => {
      await settled();
      await transport.close();
      redis.disconnect();
      await sql.close();
    },
  };
}

async function startBenchWorker(servers: Servers, options: WorkerOptions) {
  const logger = countingLogger(options.onDone);
  const sql = openSql(servers);
  const relaxedSql = createSqlPool({
    url: servers.databaseUrl,
    max: RELAXED_POOL_MAX,
    name: 'bench-relaxed',
    synchronousCommit: false,
  });
  const { redis, transport } = await openTransport(servers, logger);
  const worker = await startWorker({
    sql,
    relaxedSql,
    transport,
    logger,
    tasks: [benchTask],
    // The engine's types know Otto's own tasks only.
    handlers: { [benchTask.name]: options.handle } as unknown as Handlers,
    queues: { [QUEUE]: options.concurrency },
    onFatal: (error) => {
      throw error;
    },
  });
  return {
    settled: () => Promise.resolve(),
    stop: async () => {
      await worker.stop(500);
      await transport.close();
      redis.disconnect();
      await Promise.all([sql.close(), relaxedSql.close()]);
    },
  };
}

const quietLogger = (): Logger =>
  createLogger({ service: 'bench', level: 'error', format: 'json' });

/** The engine reports a success only after its completion has been committed. */
function countingLogger(onDone: () => void): Logger {
  const logger = quietLogger();
  return {
    ...logger,
    info: (message, fields) => {
      if (message.endsWith(' succeeded')) onDone();
      logger.info(message, fields);
    },
  };
}

const openSql = ({ databaseUrl }: Servers): SqlPool =>
  createSqlPool({ url: databaseUrl, max: POOL_MAX, name: 'bench' });

async function withSql<T>(servers: Servers, use: (sql: SqlPool) => Promise<T>): Promise<T> {
  const sql = openSql(servers);
  try {
    return await use(sql);
  } finally {
    await sql.close();
  }
}

async function openTransport(
  { redisUrl }: Servers,
  logger: Logger,
): Promise<{ redis: Redis; transport: Transport }> {
  const onError = (error: Error) => logger.error('redis', { error });
  const redis = createRedis({ url: redisUrl, name: 'bench', onError });
  await connectRedis(redis);
  return { redis, transport: createTransport({ redis, logger }) };
}
