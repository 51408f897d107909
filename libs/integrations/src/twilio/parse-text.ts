import { asSeconds, asText } from '../webhooks/field-values';
import type { Fields } from '../webhooks/read-fields';
import { readTwilioFields } from './read-event';
import { readTextStatus } from './statuses';
import type { OptOutWord, TwilioText, TwilioTextStatus } from './twilio-event';

const OPT_OUT_WORDS: Readonly<Record<string, OptOutWord>> = {
  STOP: 'stop',
  START: 'start',
  HELP: 'help',
};
const MAX_MEDIA = 10;

/** Reads a text that came in. Throws WebhookParseError without an id or one of the two numbers. */
export function parseTwilioText(body: unknown): TwilioText {
  const event = readTwilioFields(body);
  const messageId = event.required('MessageSid');
  const { Body: text } = event.fields;
  return {
    deliveryKey: messageId,
    accountId: event.accountId,
    messageId,
    from: event.required('From'),
    to: event.required('To'),
    text: typeof text === 'string' ? text : '',
    media: readMedia(event.fields),
    optOut: OPT_OUT_WORDS[event.text('OptOutType')?.toUpperCase() ?? ''] ?? null,
  };
}

/** Reads what became of a text that was sent. Throws WebhookParseError without id or status. */
export function parseTwilioTextStatus(body: unknown): TwilioTextStatus {
  const event = readTwilioFields(body);
  const messageId = event.required('MessageSid');
  const word = event.required('MessageStatus').toLowerCase();
  return {
    deliveryKey: `${messageId}:${word}`,
    accountId: event.accountId,
    messageId,
    status: readTextStatus(word),
    errorCode: event.text('ErrorCode'),
  };
}

function readMedia(fields: Fields): TwilioText['media'] {
  const count = Math.min(asSeconds(fields['NumMedia']) ?? 0, MAX_MEDIA);
  return Array.from({ length: count }, (_, index) => ({
    url: asText(fields[`MediaUrl${index}`]),
    contentType: asText(fields[`MediaContentType${index}`]),
  })).flatMap(({ url, contentType }) => (url === null ? [] : [{ url, contentType }]));
}
