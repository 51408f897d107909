import { z } from 'zod';
import { exponential } from '../backoff';
import { defineTask } from '../task';
import { ofDelivery } from './of-delivery';

/** Turns one accepted CallRail delivery into call, contact and lead. */
export const recordCallrailEvent = defineTask({
  name: 'calls.record-callrail-event',
  queue: 'default',
  ...ofDelivery,
});

/** Turns one accepted delivery of Twilio about a call or its recording into call, contact and lead. */
export const recordTwilioEvent = defineTask({
  name: 'calls.record-twilio-event',
  queue: 'default',
  ...ofDelivery,
});

/** Copies the recording of an answered call into our storage. */
export const storeRecording = defineTask({
  name: 'calls.store-recording',
  queue: 'asr',
  payload: z.object({ callId: z.uuid() }),
  retry: { attempts: 6, backoff: exponential(5_000, { capMs: 480_000 }) },
  timeoutMs: 180_000,
  dedupeKey: ({ callId }) => callId,
});

/** Asks Shunya to transcribe a stored recording. */
export const submitRecording = defineTask({
  name: 'calls.submit-recording',
  queue: 'asr',
  payload: z.object({ callId: z.uuid() }),
  retry: { attempts: 8, backoff: exponential(5_000, { capMs: 300_000 }) },
  timeoutMs: 60_000,
  dedupeKey: ({ callId }) => callId,
});

/** Finds calls whose transcription never started or whose poll was lost, and revives them. */
export const reviveTranscriptions = defineTask({
  name: 'calls.revive-transcriptions',
  queue: 'asr',
  payload: z.object({ at: z.iso.datetime() }),
  retry: { attempts: 3, backoff: exponential(5_000) },
  timeoutMs: 60_000,
});

/** Asks for a look at the CallRail account of every company that has one. */
export const reconcileCallrail = defineTask({
  name: 'calls.reconcile-callrail',
  queue: 'asr',
  payload: z.object({ at: z.iso.datetime() }),
  retry: { attempts: 3, backoff: exponential(5_000) },
  timeoutMs: 60_000,
});

/** Lists the latest calls of one company's account and records those whose webhook was lost. */
export const reconcileCallrailAccount = defineTask({
  name: 'calls.reconcile-callrail-account',
  queue: 'asr',
  payload: z.object({ companyId: z.string().min(1), at: z.iso.datetime() }),
  retry: { attempts: 3, backoff: exponential(10_000, { capMs: 120_000 }) },
  timeoutMs: 120_000,
  dedupeKey: ({ companyId }) => companyId,
});
