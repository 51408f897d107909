import { createSqlPool, type SqlPool } from '@otto/db/sql';
import type { Logger } from '@otto/observability';
import {
  connectRedis,
  createEnqueuer,
  createRedis,
  createTransport,
  startWorker,
  type Enqueuer,
  type Handlers,
  type JobContext,
  type JsonValue,
  type Redis,
  type TaskSpec,
  type Transport,
  type Worker,
  type WorkerDeps,
} from '@otto/queues';
import { createSpecLogger } from './logs/spec-logger';

/** Handlers of a spec's own tasks, by name. */
export type SpecHandlers = Record<
  string,
  (payload: never, job: JobContext) => Promise<JsonValue | void>
>;

export interface Engine {
  readonly sql: SqlPool;
  readonly redis: Redis;
  readonly transport: Transport;
  readonly jobs: Enqueuer;
  /** Starts one more worker of this process; stop() of the engine stops it too. */
  startWorker(options: {
    tasks: readonly TaskSpec[];
    handlers: SpecHandlers;
    queues: WorkerDeps['queues'];
  }): Promise<Worker>;
  stop(): Promise<void>;
}

/** The job engine of one process on the given servers, as apps/worker puts it together. */
export async function createEngine(options: {
  databaseUrl: string;
  redisUrl: string;
  logger?: Logger;
}): Promise<Engine> {
  const logger = options.logger ?? createSpecLogger();
  const sql = createSqlPool({ url: options.databaseUrl, max: 6, name: 'engine' });
  const relaxedSql = createSqlPool({
    url: options.databaseUrl,
    max: 2,
    name: 'engine-relaxed',
    synchronousCommit: false,
  });
  const redis = createRedis({ url: options.redisUrl, name: 'engine', onError: () => undefined });
  await connectRedis(redis);
  const transport = createTransport({ redis, logger });
  const workers: Worker[] = [];
  return {
    sql,
    redis,
    transport,
    jobs: createEnqueuer(transport),
    startWorker: async ({ tasks, handlers, queues }) => {
      const worker = await startWorker({
        sql,
        relaxedSql,
        transport,
        logger,
        tasks,
        handlers: handlers as unknown as Handlers,
        queues,
        onFatal: (error) => {
          throw error;
        },
      });
      workers.push(worker);
      return worker;
    },
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop(1_000)));
      await transport.close();
      redis.disconnect();
      await relaxedSql.close();
      await sql.close();
    },
  };
}
