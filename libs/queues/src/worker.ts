import { setTimeout as delay } from 'node:timers/promises';
import { v4 as uuid } from 'uuid';
import type { QueueName } from '@otto/config';
import type { SqlPool } from '@otto/db/sql';
import type { Logger } from '@otto/observability';
import { createClaims, LEASE_SECONDS } from './claims';
import { startConsumer, type QueueConsumer } from './consumer';
import type { Handlers } from './job';
import { startLoop } from './loop';
import { createRelay } from './relay';
import { createJobRunner } from './run-job';
import type { TaskSpec } from './task';
import { tasks as allTasks } from './tasks';
import type { Transport } from './transport';

const RELAY_MS = 1_000;
const STALLED_CHECK_MS = 600_000;
/** How long a handler has to react to its signal when the drain time is over. */
const ABORT_MS = 1_000;
/** Relay rounds that may fail in a row before the Redis connection is made anew. */
const FAILED_ROUNDS = 2;

export interface WorkerDeps {
  readonly sql: SqlPool;
  /** A pool with synchronous_commit off, for claims and lease renewals. */
  readonly relaxedSql: SqlPool;
  readonly transport: Transport;
  readonly logger: Logger;
  readonly handlers: Handlers;
  /** The queues served, each with the number of jobs it may run at once. */
  readonly queues: Partial<Record<QueueName, number>>;
  /** Another list than Otto's own, for specs and the bench. */
  readonly tasks?: readonly TaskSpec[];
  /** This process can no longer do its work and should be replaced. */
  readonly onFatal: (error: Error) => void;
}

export interface Worker {
  readonly id: string;
  readonly runningCount: number;
  /** Makes the relay look now rather than within a second. */
  wake(): void;
  /** Takes no further job, waits up to `drainMs` for running ones, gives the rest back. */
  stop(drainMs: number): Promise<void>;
}

/** Starts taking jobs. Any number of workers may serve the same queues. */
export async function startWorker(deps: WorkerDeps): Promise<Worker> {
  const { sql, relaxedSql, transport, logger, handlers, onFatal } = deps;
  const id = uuid();
  const claims = createClaims({ durable: sql, relaxed: relaxedSql, workerId: id });
  const runner = createJobRunner({ tasks: deps.tasks ?? allTasks, handlers, claims, logger });
  const consumers = new Map<QueueName, QueueConsumer>();
  const queues = Object.entries(deps.queues) as [QueueName, number][];

  const relay = createRelay({
    sql,
    transport,
    logger,
    queues: queues.map(([queue]) => queue),
    onWaiting: (queue) => consumers.get(queue)?.onWaiting() ?? Promise.resolve(),
  });
  // Also opens the connection that the first claim will use.
  await claims.renew();
  for (const [queue, concurrency] of queues) {
    const onStart = relay.sawStart;
    consumers.set(
      queue,
      await startConsumer({
        queue,
        concurrency,
        transport,
        claims,
        runner,
        logger,
        onStart,
        onFatal,
      }),
    );
  }

  let failedRounds = 0;
  const relayLoop = startLoop(async () => {
    try {
      const nextDue = await relay.pass();
      failedRounds = 0;
      return nextDue ? Math.min(RELAY_MS, Math.max(20, nextDue.getTime() - Date.now())) : RELAY_MS;
    } catch (error) {
      failedRounds += 1;
      logger.warn('the relay could not finish its round', { failedRounds, error });
      if (failedRounds % FAILED_ROUNDS === 0) transport.reconnect();
      return RELAY_MS;
    }
  });
  const renewal = every((LEASE_SECONDS / 3) * 1_000, async () => {
    if (runner.running.size > 0) await claims.renew();
  });
  const stalledCheck = every(STALLED_CHECK_MS, async () => {
    for (const consumer of consumers.values()) await consumer.checkStalled();
  });

  /** A round that fails is logged; the next one is its retry. */
  function every(ms: number, work: () => Promise<void>): NodeJS.Timeout {
    const run = () => work().catch((error: unknown) => logger.warn('upkeep failed', { error }));
    return setInterval(() => void run(), ms);
  }

  async function stop(drainMs: number): Promise<void> {
    const all = [...consumers.values()];
    const notStarted = (await Promise.all(all.map((consumer) => consumer.stopTaking()))).flat();
    await relayLoop.stop();
    clearInterval(stalledCheck);
    const drained = Promise.all(all.map((consumer) => consumer.drained()));
    await Promise.race([drained, delay(drainMs, undefined, { ref: false })]);
    const left = [...runner.running];
    if (left.length > 0)
      logger.warn('giving back jobs that did not end in time', { jobs: left.length });
    await claims.giveBack([...left, ...notStarted]);
    runner.abortAll(new Error('the worker is stopping'));
    await Promise.race([drained, delay(ABORT_MS, undefined, { ref: false })]);
    clearInterval(renewal);
  }

  return {
    id,
    wake: relayLoop.wake,
    stop,
    get runningCount() {
      return runner.running.size;
    },
  };
}
