import type { KnownCall } from '@otto/db';
import type { CallrailCall } from '@otto/integrations';

const MINUTE_MS = 60_000;
/** Post-call of an answered call waits this long for its recording. */
const WEBHOOK_WAIT_MS = 20 * MINUTE_MS;
/** What CallRail says of a call that rings are defaults: no length, not answered. */
const LONGEST_SILENCE_MS = 60 * MINUTE_MS;

/**
 * Whether the call is over, and its last webhook so late that it is lost. That nobody answered
 * needs no waiting: somebody has to call back.
 */
export function isWebhookOverdue(call: CallrailCall, now: Date): boolean {
  const { startedAt, durationSeconds, answered, voicemail } = call;
  if (startedAt === null) return true;
  const lengthMs = durationSeconds ? durationSeconds * 1_000 : LONGEST_SILENCE_MS;
  const isUnanswered = answered === false || voicemail;
  const waitMs = isUnanswered ? 0 : WEBHOOK_WAIT_MS;
  return Date.parse(startedAt) + lengthMs + waitMs <= now.getTime();
}

/** Whether Otto knows all that the list can tell of the call. */
export function isComplete(known: KnownCall, { answered }: CallrailCall): boolean {
  if (known.status === 'missed') return known.endedAt !== null && answered !== true;
  return known.status === 'completed' || known.status === 'failed';
}
