import { z } from 'zod';
import { exponential } from '../backoff';
import { defineTask } from '../task';
import { ofDelivery } from './of-delivery';

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
  ...ofDelivery,
  timeoutMs: 90_000,
});

/** Takes an event of the older UWC doors to whoever waits for it. */
export const processUwcWebhook = defineTask({
  name: 'shunya.process-uwc-webhook',
  queue: 'uwc',
  ...ofDelivery,
  timeoutMs: 90_000,
});
