import { setTimeout as delay } from 'node:timers/promises';
import { createLogger, liveUntilSignal } from '@otto/observability';
import type { JobContext } from '@otto/queues';
import { createEngine, type SpecHandlers } from '../engine';
import { chaosTasks } from './chaos-tasks';

// A worker as a process of its own, for specs that kill, pause and starve it.
const [databaseUrl = '', redisUrl = '', concurrency = '10', drainMs = '3000'] =
  process.argv.slice(2);

interface Payload {
  readonly n: number;
  readonly ms: number;
}

async function main(): Promise<void> {
  const logger = createLogger({ service: `worker ${process.pid}`, level: 'info', format: 'text' });
  const engine = await createEngine({ databaseUrl, redisUrl, logger });
  const started = ({ n }: Payload) =>
    engine.sql.query('insert into starts (n, worker) values ($1, $2)', [n, process.pid]);
  const effect = ({ n }: Payload, job: JobContext) =>
    engine.sql.transaction(async (tx) => {
      await tx.query('insert into effects (n, job) values ($1, $2)', [n, job.id]);
      await job.completeIn(tx);
    });
  const handlers: SpecHandlers = {
    'chaos.record': async (payload: Payload, job) => {
      await started(payload);
      await delay(payload.ms, undefined, { signal: job.signal });
      await effect(payload, job);
    },
    'chaos.poison': async (payload: Payload) => {
      await started(payload);
      process.exit(137);
    },
    'chaos.block': async (payload: Payload, job) => {
      await started(payload);
      const until = performance.now() + (job.attempt === 1 ? payload.ms : 0);
      while (performance.now() < until) Math.sqrt(until);
      await effect(payload, job);
    },
  };
  const worker = await engine.startWorker({
    tasks: chaosTasks,
    handlers,
    queues: { default: Number(concurrency) },
  });
  liveUntilSignal({
    logger,
    drainMs: Number(drainMs),
    stop: () => worker.stop(Number(drainMs)),
  });
  logger.info('ready');
}

void main();
