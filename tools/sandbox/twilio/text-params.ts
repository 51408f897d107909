import type { TwilioText } from './twilio-state';

const ids = (sid: string) => ({ MessageSid: sid, SmsSid: sid });

/** What a status callback says of a text (PROVIDERS 1.4). */
export function textStatusParams(text: TwilioText): Record<string, string> {
  const { sid, from, to, status, errorCode, messagingServiceSid } = text;
  return {
    ...ids(sid),
    From: from,
    To: to,
    MessageStatus: status,
    SmsStatus: status,
    ...(messagingServiceSid === null ? {} : { MessagingServiceSid: messagingServiceSid }),
    ...(errorCode === null ? {} : { ErrorCode: String(errorCode) }),
  };
}

/** What the webhook of a text that came in says (PROVIDERS 1.3). */
export function inboundTextParams(
  { sid, from, to, body }: TwilioText,
  mediaUrls: readonly string[],
): Record<string, string> {
  const media = mediaUrls.flatMap((url, index) => [
    [`MediaUrl${index}`, url],
    [`MediaContentType${index}`, 'image/jpeg'],
  ]);
  return {
    ...ids(sid),
    SmsMessageSid: sid,
    From: from,
    To: to,
    Body: body,
    NumMedia: String(mediaUrls.length),
    NumSegments: '1',
    SmsStatus: 'received',
    FromCity: 'ALBANY',
    FromState: 'NY',
    FromZip: '12207',
    FromCountry: 'US',
    ToCity: '',
    ToState: '',
    ToZip: '',
    ToCountry: 'US',
    ...(Object.fromEntries(media) as Record<string, string>),
  };
}
