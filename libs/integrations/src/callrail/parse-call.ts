import { WebhookParseError } from '../errors';
import { asBoolean, asInstant, asSeconds, asText, firstOf } from '../webhooks/field-values';
import { readFields } from '../webhooks/read-fields';
import type { CallrailCallEvent } from './callrail-call';

/**
 * Reads a call from a webhook body (object, or JSON or form as text or buffer) or a REST answer.
 * Names and their order: the docs of CallRail (API v3, 2026-08) and the bodies Otto got so far.
 * Throws WebhookParseError only when there are no fields or no call id.
 */
export function parseCallrailCall(body: unknown): CallrailCallEvent {
  const fields = readFields('callrail', body);
  const pick = (...names: string[]): unknown => firstOf(fields, names);
  const text = (...names: string[]): string | null => asText(pick(...names));

  const callId = text('call_id', 'resource_id', 'id');
  if (callId === null) throw new WebhookParseError('callrail', 'there is no call id');
  const numericId = text('id');
  const { changes } = fields;

  return {
    callId,
    numericId: numericId !== null && /^\d+$/.test(numericId) ? numericId : null,
    customerPhone: text('customer_phone_number', 'callernum', 'caller_number'),
    trackingPhone: text('tracking_phone_number', 'trackingnum', 'tracking_number'),
    businessPhone: text('business_phone_number', 'destinationnum'),
    answered: asBoolean(pick('answered')),
    voicemail: asBoolean(pick('voicemail')) ?? false,
    direction: text('direction')?.toLowerCase() === 'outbound' ? 'outbound' : 'inbound',
    durationSeconds: asSeconds(pick('duration')),
    startedAt: asInstant(pick('created_at', 'timestamp', 'start_time', 'datetime')),
    recordingUrl: text('recording', 'recording_url'),
    recordingSeconds: asSeconds(pick('recording_duration')),
    customerName: text('customer_name', 'callername'),
    csrId: text('csr_id'),
    callrailCompanyId: text('company_id', 'company_resource_id'),
    sourceName: text('source_name', 'source'),
    transcription: text('transcription'),
    changes: Array.isArray(changes) ? changes.filter((change) => typeof change === 'string') : [],
  };
}
