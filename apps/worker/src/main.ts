import { createClock, loadWorkerConfig } from '@otto/config';
import { createDatabase } from '@otto/db';
import { createSqlPool } from '@otto/db/sql';
import { createPublish } from '@otto/domain';
import { createStorage } from '@otto/integrations';
import {
  createLogger,
  createMetrics,
  createReadiness,
  liveUntilSignal,
  startService,
  startTelemetry,
  startWatchdog,
} from '@otto/observability';
import {
  connectRedis,
  createEnqueuer,
  createLiveBus,
  createLocks,
  createRedis,
  createTransport,
  listenForWakes,
  redisAddress,
  startWorker,
} from '@otto/queues';
import { createHandlers } from './handlers';
import { startHealth } from './health/start-health';

startService(async () => {
  const { runtime, storage: stored, twilioAccount, worker: config } = loadWorkerConfig(process.env);
  const telemetry = await startTelemetry({ ...runtime, service: 'worker' });
  const logger = createLogger({
    service: 'worker',
    level: runtime.logLevel,
    format: runtime.logFormat,
    onError: telemetry.onError,
  });
  const connect = (name: string) =>
    createRedis({
      url: runtime.redis.url,
      name,
      onError: (error) => logger.warn('redis', { error: error.message }),
    });
  const redis = connect('otto-worker');
  await connectRedis(redis);
  logger.info(`Connected to ${redisAddress(runtime.redis.url)}`);

  const database = createDatabase({ ...runtime.database, name: 'otto-worker' });
  const relaxedSql = createSqlPool({
    url: runtime.database.url,
    max: 2,
    name: 'otto-worker-claims',
    synchronousCommit: false,
  });
  const metrics = createMetrics('worker');
  metrics.pools.watch('main', database.sql.pool);
  metrics.pools.watch('claims', relaxedSql.pool);
  const readiness = createReadiness([() => database.sql.query('select 1'), () => redis.ping()]);
  const watchdog = startWatchdog({ logger, expectsProgress: true, exit: telemetry.exit });
  const transport = createTransport({ redis, logger });
  const bus = createLiveBus({ redis, logger });
  const worker = await startWorker({
    sql: database.sql,
    relaxedSql,
    transport,
    logger,
    queues: config.queues,
    handlers: createHandlers({
      config,
      twilioAccount,
      database,
      logger,
      jobs: createEnqueuer(transport),
      locks: createLocks(redis, metrics.locks),
      publish: createPublish({ bus }),
      storage: createStorage(stored),
      clock: createClock(runtime.clockFile),
      watchProviders: { onCall: metrics.providers.called, onBreaker: metrics.providers.breaker },
    }),
    onEnd: metrics.jobs.ended,
    onRound: watchdog.progress,
    onFatal: (error) => {
      logger.error('the worker can no longer do its work', { error });
      telemetry.exit(1);
    },
  });
  const wakes = connect('otto-worker-wakes');
  await listenForWakes(wakes, () => worker.wake());
  const health = await startHealth({
    port: runtime.healthPort,
    sql: database.sql,
    redis,
    readiness,
    metrics,
  });
  liveUntilSignal({
    logger,
    drainMs: runtime.drainMs,
    exit: telemetry.exit,
    stop: async () => {
      readiness.stop();
      await worker.stop(runtime.drainMs);
      bus.close();
      await transport.close();
      wakes.disconnect();
      redis.disconnect();
      await relaxedSql.close();
      await database.close();
      health?.close();
      watchdog.stop();
    },
  });
  logger.info('ready', { queues: Object.keys(config.queues), worker: worker.id });
});
