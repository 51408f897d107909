import { asSeconds } from '../webhooks/field-values';
import { readMailDate } from './mail-date';
import { readTwilioFields } from './read-event';
import { readCallStatus } from './statuses';
import type { TwilioCallStatus, TwilioDialStatus, TwilioVoice } from './twilio-event';

const UNANSWERED = ['busy', 'no-answer', 'failed', 'canceled'];

/** Reads a call that is coming in now. Throws WebhookParseError without id or one of the numbers. */
export function parseTwilioVoice(body: unknown): TwilioVoice {
  const event = readTwilioFields(body);
  const callId = event.required('CallSid');
  return {
    deliveryKey: callId,
    accountId: event.accountId,
    callId,
    from: event.required('From'),
    to: event.required('To'),
    direction: event.direction,
    status: readCallStatus(event.text('CallStatus')),
    callerName: event.text('CallerName'),
  };
}

/** Reads how ringing the company ended. Throws WebhookParseError without id or status. */
export function parseTwilioDialStatus(body: unknown): TwilioDialStatus {
  const event = readTwilioFields(body);
  const callId = event.required('CallSid');
  const word = event.required('DialCallStatus').toLowerCase();
  const legId = event.text('DialCallSid');
  return {
    deliveryKey: [callId, 'dial', ...(legId === null ? [] : [legId]), word].join(':'),
    accountId: event.accountId,
    callId,
    legId,
    from: event.text('From'),
    to: event.text('To'),
    status: readCallStatus(word),
    answered: UNANSWERED.includes(word)
      ? false
      : word === 'completed' || word === 'answered' || null,
    durationSeconds: asSeconds(event.fields['DialCallDuration']),
  };
}

/** Reads how far a call has come. Throws WebhookParseError without id or status. */
export function parseTwilioCallStatus(body: unknown): TwilioCallStatus {
  const event = readTwilioFields(body);
  const callId = event.required('CallSid');
  const word = event.required('CallStatus').toLowerCase();
  return {
    deliveryKey: `${callId}:${word}`,
    accountId: event.accountId,
    callId,
    parentCallId: event.text('ParentCallSid'),
    from: event.text('From'),
    to: event.text('To'),
    direction: event.direction,
    status: readCallStatus(word),
    durationSeconds: asSeconds(event.fields['CallDuration']),
    sequence: asSeconds(event.fields['SequenceNumber']),
    occurredAt: readMailDate(event.text('Timestamp')),
  };
}
