import { z } from 'zod';
import { exponential } from '../backoff';
import { defineTask } from '../task';

/** Asks Shunya how a job stands, and takes it one step further when it can. */
export const pollShunyaJob = defineTask({
  name: 'shunya.poll-job',
  queue: 'shunya',
  payload: z.object({ shunyaJobId: z.uuid(), poll: z.int() }),
  retry: { attempts: 5, backoff: exponential(5_000, { capMs: 120_000 }) },
  timeoutMs: 90_000,
  dedupeKey: ({ shunyaJobId, poll }) => `${shunyaJobId}:${poll}`,
});

/** Takes an accepted webhook of Shunya as the news that a job has moved. */
export const processShunyaWebhook = defineTask({
  name: 'shunya.process-webhook',
  queue: 'uwc',
  payload: z.object({ deliveryId: z.uuid() }),
  retry: { attempts: 8, backoff: exponential(2_000, { capMs: 300_000 }) },
  timeoutMs: 90_000,
  dedupeKey: ({ deliveryId }) => deliveryId,
});
