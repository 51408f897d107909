import BeeQueue from 'bee-queue';
import type { QueueName } from '@otto/config';
import type { Logger } from '@otto/observability';
import type { HandOver } from './enqueue';
import { isMissingScript, reloadScripts, type Redis } from './redis';

/** What travels: ids of jobs of one queue. Everything else is in PostgreSQL. */
interface Delivery {
  readonly ids: readonly string[];
}

/** How many ids one message may carry; a burst then costs a fraction of the round trips. */
const MAX_IDS = 32;
const STALL_INTERVAL_MS = 60_000;

const transportOnly = {
  prefix: 'otto',
  getEvents: false,
  sendEvents: false,
  // Kept or stored jobs would pile up; the row in PostgreSQL is the record.
  storeJobs: false,
  removeOnSuccess: true,
  removeOnFailure: true,
  activateDelayedJobs: false,
  stallInterval: STALL_INTERVAL_MS,
} as const;

export interface Consumer {
  /** Asks bee-queue to give back messages that a crashed worker had taken. */
  checkStalled(): Promise<void>;
  /** Stops taking messages at once, without waiting for those being handled. */
  close(): Promise<void>;
}

export interface Transport extends HandOver {
  readonly delivers: true;
  /** Sends and tells whether Redis took it. */
  deliver(queue: QueueName, ids: readonly string[]): Promise<void>;
  /** Calls `accept` with the ids of each message, at most `inFlight` calls at a time. */
  consume(
    queue: QueueName,
    inFlight: number,
    accept: (ids: readonly string[]) => Promise<void>,
  ): Promise<Consumer>;
  /** Messages that nobody has taken yet. */
  countWaiting(queue: QueueName): Promise<number>;
  /** Drops a connection that answers no more (half-open), so that a new one is made. */
  reconnect(): void;
  close(): Promise<void>;
}

/**
 * bee-queue as a transport of ids. Its retries, delays, events and kept jobs are off: at most it
 * delivers twice or not at all, and the job's row makes up for both.
 */
export function createTransport({ redis, logger }: { redis: Redis; logger: Logger }): Transport {
  const producers = new Map<QueueName, BeeQueue<Delivery>>();

  function open(queue: QueueName, isWorker: boolean): BeeQueue<Delivery> {
    const bee = new BeeQueue<Delivery>(queue, {
      ...transportOnly,
      isWorker,
      redis: redis as never,
      quitCommandClient: false,
    });
    bee.on('error', (error) => logger.warn('queue error', { queue, error: error.message }));
    return bee;
  }

  function producer(queue: QueueName): BeeQueue<Delivery> {
    const bee = producers.get(queue) ?? open(queue, false);
    producers.set(queue, bee);
    return bee;
  }

  async function deliver(queue: QueueName, ids: readonly string[]): Promise<void> {
    const bee = producer(queue);
    const failed = await save(bee, chunk(ids));
    if (failed.length === 0) return;
    // saveAll goes through a pipeline, where the client cannot load a missing script by itself.
    if (failed.some(({ error }) => isMissingScript(error))) await reloadScripts(redis);
    const [still] = await save(
      bee,
      failed.map((failure) => failure.ids),
    );
    if (still) throw still.error;
  }

  return {
    delivers: true,
    deliver,
    send: (queue, ids) => {
      deliver(queue, ids).catch((error: unknown) => {
        logger.warn('hand-over failed, the relay will repeat it', {
          queue,
          jobs: ids.length,
          error,
        });
      });
    },
    consume: async (queue, inFlight, accept) => {
      const bee = open(queue, true);
      await bee.ready();
      bee.process(inFlight, (job) => accept(job.data.ids));
      return {
        checkStalled: async () => void (await bee.checkStalledJobs()),
        close: () => stopTaking(bee),
      };
    },
    countWaiting: (queue) => redis.llen(`${transportOnly.prefix}:${queue}:waiting`),
    reconnect: () => redis.disconnect(true),
    close: async () => {
      await Promise.all([...producers.values()].map((bee) => bee.close()));
    },
  };
}

/** close() waits for handlers for up to its time; ours may take longer and own their rows anyway. */
async function stopTaking(bee: BeeQueue<Delivery>): Promise<void> {
  await bee.close(1).catch(() => undefined);
}

interface FailedSave {
  readonly ids: readonly string[];
  readonly error: Error;
}

async function save(
  bee: BeeQueue<Delivery>,
  chunks: readonly (readonly string[])[],
): Promise<FailedSave[]> {
  const jobs = chunks.map((ids) => bee.createJob<Delivery>({ ids }));
  const errors = await bee.saveAll(jobs);
  return [...errors].map(([job, error]) => ({ ids: job.data.ids, error }));
}

/** Few ids travel alone, so that several workers share them; the more there are, the larger the bundles. */
function chunk(ids: readonly string[]): string[][] {
  const size = Math.min(MAX_IDS, Math.max(1, Math.floor(ids.length / 4)));
  const chunks: string[][] = [];
  for (let start = 0; start < ids.length; start += size)
    chunks.push(ids.slice(start, start + size));
  return chunks;
}
