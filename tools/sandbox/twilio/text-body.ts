import { mailDate } from './sid';
import type { TwilioText } from './twilio-state';

const GSM_SEGMENT = 160;

/** A text as the REST API answers it (PROVIDERS 1.7). */
export function textBody(text: TwilioText) {
  const account = text.company.twilio.accountSid;
  const uri = `/2010-04-01/Accounts/${account}/Messages/${text.sid}`;
  const segments = Math.max(Math.ceil(text.body.length / GSM_SEGMENT), 1);
  return {
    sid: text.sid,
    account_sid: account,
    api_version: '2010-04-01',
    body: text.body,
    date_created: mailDate(text.createdAt),
    date_sent: text.sentAt && mailDate(text.sentAt),
    date_updated: mailDate(text.sentAt ?? text.createdAt),
    direction: text.direction,
    error_code: text.errorCode,
    error_message: null,
    from: text.from,
    messaging_service_sid: text.messagingServiceSid,
    num_media: '0',
    num_segments: text.messagingServiceSid === null ? String(segments) : '0',
    price: null,
    price_unit: 'USD',
    status: text.status,
    subresource_uris: { media: `${uri}/Media.json` },
    tags: null,
    to: text.to,
    uri: `${uri}.json`,
  };
}
