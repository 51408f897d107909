import { createSqlPool } from '@otto/db/sql';
import { createLogger, liveUntilSignal, startService } from '@otto/observability';
import {
  cleanupOldTasks,
  connectRedis,
  createEnqueuer,
  createRedis,
  createWaker,
} from '@otto/queues';
import { startBeat } from '../beat';
import { changeClock } from './change-clock';

// A beat as a process of its own with one schedule that ticks every second. SIGUSR2 sets its clock
// back by an hour. Arguments: database URL, Redis URL.
const [databaseUrl = '', redisUrl = ''] = process.argv.slice(2);

startService(async () => {
  const logger = createLogger({ service: `beat ${process.pid}`, level: 'info', format: 'text' });
  const sql = createSqlPool({ url: databaseUrl, max: 2, name: 'beat' });
  const redis = createRedis({ url: redisUrl, name: 'beat', onError: () => undefined });
  await connectRedis(redis);
  const everySecond = {
    id: 'every-second',
    cron: '* * * * * *',
    task: cleanupOldTasks,
    catchUp: 'all',
    catchUpWindowMs: 120_000,
    overlap: 'allow',
  } as const;
  const beat = await startBeat({
    schedules: [everySecond],
    sql,
    redis,
    jobs: createEnqueuer(createWaker({ redis, logger })),
    logger,
  });
  process.on('SIGUSR2', () => changeClock(-3_600_000));
  liveUntilSignal({ logger, drainMs: 2_000, stop: () => beat.stop() });
  logger.info('ready');
});
