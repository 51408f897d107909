import './keep-small';
import { createClock, loadBeatConfig } from '@otto/config';
import { createSqlPool } from '@otto/db/sql';
import {
  createLogger,
  createMetrics,
  createReadiness,
  liveUntilSignal,
  startService,
  startTelemetry,
  startWatchdog,
} from '@otto/observability';
import { connectRedis, createEnqueuer, createRedis, createWaker, redisAddress } from '@otto/queues';
import { startBeat } from './beat';
import { startHealth } from './health/start-health';
import { schedules } from './schedule';

startService(async () => {
  const { runtime } = loadBeatConfig(process.env);
  const telemetry = await startTelemetry({ ...runtime, service: 'beat' });
  const logger = createLogger({
    service: 'beat',
    level: runtime.logLevel,
    format: runtime.logFormat,
    onError: telemetry.onError,
  });
  logger.info('beat: Starting...', { schedules: schedules.map((schedule) => schedule.id) });

  const sql = createSqlPool({ url: runtime.database.url, max: 2, name: 'otto-beat' });
  const redis = createRedis({
    url: runtime.redis.url,
    name: 'otto-beat',
    onError: (error) => logger.warn('redis', { error: error.message }),
  });
  await connectRedis(redis);
  logger.info(`Connected to ${redisAddress(runtime.redis.url)}`);
  const jobs = createEnqueuer(createWaker({ redis, logger }));
  const metrics = createMetrics('beat');
  const readiness = createReadiness([() => sql.query('select 1'), () => redis.ping()]);
  const watchdog = startWatchdog({ logger, expectsProgress: true, exit: telemetry.exit });
  const beat = await startBeat({
    schedules,
    sql,
    redis,
    jobs,
    logger,
    ...(runtime.clockFile === null ? {} : { simulatedClock: createClock(runtime.clockFile) }),
    onSettled: metrics.beat.settled,
    onRound: watchdog.progress,
  });
  const health = await startHealth({
    port: runtime.healthPort,
    sql,
    redis,
    beat,
    readiness,
    metrics,
  });
  liveUntilSignal({
    logger,
    drainMs: runtime.drainMs,
    exit: telemetry.exit,
    stop: async () => {
      readiness.stop();
      await beat.stop();
      redis.disconnect();
      await sql.close();
      health?.close();
      watchdog.stop();
    },
  });
  logger.info('beat: ready', { instance: beat.instance });
});
