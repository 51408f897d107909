import { Queue, Worker } from 'bullmq';
import type { BenchPayload } from '../payload';
import type { Contender, Servers } from './contender';

const QUEUE = 'otto-bench';
const JOB = 'noop';
const jobOptions = { removeOnComplete: true };

/** BullMQ as it comes, except that finished jobs are removed. */
export function createBullmq({ redisUrl }: Servers): Contender {
  const connection = { url: redisUrl };
  const openQueue = () => new Queue<BenchPayload>(QUEUE, { connection });

  async function withQueue<T>(use: (queue: Queue<BenchPayload>) => Promise<T>): Promise<T> {
    const queue = openQueue();
    try {
      return await use(queue);
    } finally {
      await queue.close();
    }
  }

  return {
    setup: () => withQueue((queue) => queue.obliterate({ force: true })),
    openProducer: async () => {
      const queue = openQueue();
      await queue.waitUntilReady();
      return {
        add: async (payload) => void (await queue.add(JOB, payload, jobOptions)),
        addMany: async (payloads) => {
          const jobs = payloads.map((data) => ({ name: JOB, data, opts: jobOptions }));
          await queue.addBulk(jobs);
        },
        settled: () => Promise.resolve(),
        close: () => queue.close(),
      };
    },
    startWorker: async ({ concurrency, handle, onDone }) => {
      const worker = new Worker<BenchPayload>(QUEUE, (job) => handle(job.data), {
        connection,
        concurrency,
        // It would take its first job before it says that it is ready.
        autorun: false,
      });
      worker.on('completed', onDone);
      worker.on('error', (error) => console.error(error));
      await worker.waitUntilReady();
      worker.run().catch((error: unknown) => console.error(error));
      return { settled: () => Promise.resolve(), stop: () => worker.close(true) };
    },
    countPending: () =>
      withQueue((queue) => queue.getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized')),
  };
}
