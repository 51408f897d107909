import { z } from 'zod';
import { exponential } from '../backoff';
import { defineTask } from '../task';
import { ofDelivery } from './of-delivery';

/** Records a text that CallRail has received or sent. */
export const recordCallrailText = defineTask({
  name: 'messaging.record-callrail-text',
  queue: 'followups',
  ...ofDelivery,
});

/** Records a text that came in at Twilio. */
export const recordTwilioMessage = defineTask({
  name: 'messaging.record-twilio-message',
  queue: 'followups',
  ...ofDelivery,
});

/** Records how far a text that Otto sent by Twilio has come. */
export const recordMessageStatus = defineTask({
  name: 'messaging.record-message-status',
  queue: 'followups',
  ...ofDelivery,
});

/** Copies the pictures of a text into our storage, before the provider's links expire. */
export const storeMedia = defineTask({
  name: 'messaging.store-media',
  queue: 'followups',
  payload: z.object({ messageId: z.uuid() }),
  retry: { attempts: 6, backoff: exponential(5_000, { capMs: 480_000 }) },
  timeoutMs: 120_000,
  dedupeKey: ({ messageId }) => messageId,
});

/** Answers what a customer's text asks of Otto itself: HELP, or a stranger's first text. */
export const answerText = defineTask({
  name: 'messaging.answer-text',
  queue: 'followups',
  payload: z.object({ messageId: z.uuid(), kind: z.enum(['help', 'welcome']) }),
  retry: { attempts: 6, backoff: exponential(5_000, { capMs: 300_000 }) },
  timeoutMs: 30_000,
});

/** Sends a text that a person wrote and that is stored already; the text's key keeps it from going twice. */
export const sendText = defineTask({
  name: 'messaging.send-text',
  queue: 'followups',
  payload: z.object({ messageId: z.uuid(), overridesQuietHours: z.boolean() }),
  retry: { attempts: 6, backoff: exponential(2_000, { capMs: 300_000 }) },
  timeoutMs: 30_000,
});

/** Texts a manager about a visit that nobody is to make; the row of the text keeps it from going twice. */
export const sendStaffText = defineTask({
  name: 'messaging.send-staff-text',
  queue: 'followups',
  payload: z.object({ staffTextId: z.uuid() }),
  retry: { attempts: 6, backoff: exponential(2_000, { capMs: 300_000 }) },
  timeoutMs: 30_000,
});

/** Finds out at the provider what became of texts whose sending got no answer. */
export const reconcileUnknownTexts = defineTask({
  name: 'messaging.reconcile-unknown',
  queue: 'followups',
  payload: z.object({ at: z.iso.datetime() }),
  retry: { attempts: 3, backoff: exponential(5_000) },
  timeoutMs: 120_000,
});
