import { asSeconds } from '../webhooks/field-values';
import { readMailDate } from './mail-date';
import { readTwilioFields } from './read-event';
import type { TwilioRecording } from './twilio-event';

const STATUSES = ['in-progress', 'completed', 'absent', 'failed'] as const;

/** Reads the news of a recording. Throws WebhookParseError without its id, call or status. */
export function parseTwilioRecording(body: unknown): TwilioRecording {
  const event = readTwilioFields(body);
  const recordingId = event.required('RecordingSid');
  const word = event.required('RecordingStatus').toLowerCase();
  return {
    deliveryKey: `${recordingId}:${word}`,
    accountId: event.accountId,
    recordingId,
    callId: event.required('CallSid'),
    status: STATUSES.find((status) => status === word) ?? null,
    url: event.text('RecordingUrl'),
    durationSeconds: asSeconds(event.fields['RecordingDuration']),
    channels: asSeconds(event.fields['RecordingChannels']),
    startedAt: readMailDate(event.text('RecordingStartTime')),
  };
}
