import { setTimeout as delay } from 'node:timers/promises';
import type { QueueName } from '@otto/config';
import type { Logger } from '@otto/observability';
import type { Claims, ClaimedJob } from './claims';
import type { JobRunner } from './run-job';
import { createSlots } from './slots';
import type { Consumer, Transport } from './transport';

/** Messages taken ahead, so that bee-queue's fetch of one at a time does not set the pace. */
const MAX_AHEAD = 8;
const STUCK_AFTER_MS = 10_000;
const MAX_RESTARTS = 3;

export interface QueueConsumer {
  /** Told that messages wait although jobs could be taken; reopens a consumer that is stuck. */
  onWaiting(): Promise<void>;
  checkStalled(): Promise<void>;
  /** Stops taking messages; answers the ids that were taken and not started. */
  stopTaking(): Promise<string[]>;
  /** Resolves when every job that this queue runs here has ended. */
  drained(): Promise<void>;
}

export interface QueueConsumerDeps {
  readonly queue: QueueName;
  readonly concurrency: number;
  readonly transport: Transport;
  readonly claims: Claims;
  readonly runner: JobRunner;
  readonly logger: Logger;
  readonly onStart: (job: ClaimedJob) => void;
  readonly onFatal: (error: Error) => void;
}

/** Serves one queue: at most `concurrency` jobs at once, each claimed when there is room for it. */
export async function startConsumer(deps: QueueConsumerDeps): Promise<QueueConsumer> {
  const { queue, concurrency, transport, claims, runner, logger } = deps;
  const slots = createSlots(concurrency);
  // While the end of a job is being written, the next may start; but not without limit.
  const room = createSlots(2 * concurrency);
  const notStarted = new Set<string>();
  const running = new Set<Promise<void>>();
  let isStopping = false;
  let lastStartAt = Date.now();
  let restarts = 0;

  async function claim(id: string): Promise<ClaimedJob | undefined> {
    try {
      return await claims.claim(id);
    } catch (error) {
      // PostgreSQL is away. The row stays queued, and the relay will find it overdue.
      logger.error('a job could not be claimed', { queue, jobId: id, error });
      await delay(1_000);
      return undefined;
    }
  }

  async function start(id: string): Promise<void> {
    notStarted.add(id);
    await room.acquire();
    await slots.acquire();
    const job = isStopping ? undefined : await claim(id);
    if (!job) {
      slots.release();
      room.release();
      return;
    }
    notStarted.delete(id);
    lastStartAt = Date.now();
    restarts = 0;
    deps.onStart(job);
    const run = runner
      .run(job, () => slots.release())
      .finally(() => {
        running.delete(run);
        room.release();
      });
    running.add(run);
  }

  const accept = async (ids: readonly string[]) => {
    await Promise.all(ids.map(start));
    if (!isStopping) for (const id of ids) notStarted.delete(id);
  };
  const open = (): Promise<Consumer> =>
    transport.consume(queue, Math.min(MAX_AHEAD, concurrency + 1), accept);
  let consumer = await open();

  return {
    onWaiting: async () => {
      if (
        isStopping ||
        slots.free === 0 ||
        room.free === 0 ||
        Date.now() - lastStartAt < STUCK_AFTER_MS
      )
        return;
      restarts += 1;
      lastStartAt = Date.now();
      if (restarts > MAX_RESTARTS) deps.onFatal(new Error(`the queue ${queue} no longer delivers`));
      logger.warn('messages wait and none arrives: reopening the consumer', { queue, restarts });
      await consumer.close();
      consumer = await open();
    },
    checkStalled: () => consumer.checkStalled(),
    stopTaking: async () => {
      isStopping = true;
      await consumer.close();
      return [...notStarted];
    },
    drained: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
