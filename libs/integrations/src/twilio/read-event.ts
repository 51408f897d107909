import { WebhookParseError } from '../errors';
import { asText } from '../webhooks/field-values';
import { readFields, type Fields } from '../webhooks/read-fields';

/** The fields of one delivery, with what every parser asks of them. */
export interface TwilioFields {
  readonly fields: Fields;
  text(name: string): string | null;
  /** Throws WebhookParseError when the field is missing or blank. */
  required(name: string): string;
  readonly accountId: string | null;
  readonly direction: 'inbound' | 'outbound';
}

export function readTwilioFields(body: unknown): TwilioFields {
  const fields = readFields('twilio', body);
  const text = (name: string): string | null => asText(fields[name]);
  return {
    fields,
    text,
    required(name) {
      const value = text(name);
      if (value === null) throw new WebhookParseError('twilio', `there is no ${name}`);
      return value;
    },
    accountId: text('AccountSid'),
    // outbound-api and outbound-dial as well.
    direction: text('Direction')?.startsWith('outbound') ? 'outbound' : 'inbound',
  };
}
