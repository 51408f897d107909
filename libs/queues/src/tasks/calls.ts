import { z } from 'zod';
import { exponential } from '../backoff';
import { defineTask } from '../task';

/** Turns one accepted CallRail delivery into call, contact and lead. */
export const recordCallrailEvent = defineTask({
  name: 'calls.record-callrail-event',
  queue: 'default',
  payload: z.object({ deliveryId: z.uuid() }),
  retry: { attempts: 8, backoff: exponential(2_000, { capMs: 300_000 }) },
  timeoutMs: 30_000,
  dedupeKey: ({ deliveryId }) => deliveryId,
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
