import { parseCallrailText, parseTwilioText } from '@otto/integrations';
import { cleanText } from '../json/clean-json';
import { normalisePhone } from '../phones/normalise-phone';

/** A text that someone has sent, in Otto's words. */
export interface TextNews {
  readonly provider: 'callrail' | 'twilio';
  readonly providerMessageId: string;
  readonly direction: 'inbound' | 'outbound';
  /** Null when it cannot be read: a short code, a name. */
  readonly customerPhone: string | null;
  readonly companyPhone: string | null;
  readonly body: string;
  readonly mediaUrls: readonly string[];
  /** Who wrote an outbound one, as far as the provider says. */
  readonly writer: string | null;
  /** The word that the carrier says it has answered. */
  readonly carrierAnswered: 'stop' | 'start' | 'help' | null;
  readonly at: Date;
}

/** A text that came in at Twilio. Throws WebhookParseError. */
export function twilioTextNews(body: Buffer, receivedAt: Date): TextNews {
  const { messageId, from, to, text, media, optOut } = parseTwilioText(body);
  return {
    provider: 'twilio',
    providerMessageId: messageId,
    direction: 'inbound',
    customerPhone: normalisePhone(from),
    companyPhone: normalisePhone(to),
    body: cleanText(text),
    mediaUrls: media.map(({ url }) => cleanText(url)),
    writer: null,
    carrierAnswered: optOut,
    at: receivedAt,
  };
}

const DIRECTIONS: Readonly<Record<string, TextNews['direction']>> = {
  'text-received': 'inbound',
  'text-sent': 'outbound',
};

/**
 * A text at CallRail; null for an event that is none of a text's. `event` is the name of the door
 * it came in by. Throws WebhookParseError.
 */
export function callrailTextNews(event: string, body: Buffer, receivedAt: Date): TextNews | null {
  const direction = DIRECTIONS[event];
  if (!direction) return null;
  const text = parseCallrailText(body, direction);
  return {
    provider: 'callrail',
    providerMessageId: text.messageId,
    direction,
    customerPhone: normalisePhone(text.customerPhone),
    companyPhone: normalisePhone(text.trackingPhone),
    body: cleanText(text.text),
    mediaUrls: text.mediaUrls.map(cleanText),
    writer: text.agentName && cleanText(text.agentName),
    carrierAnswered: null,
    at: text.sentAt === null ? receivedAt : new Date(text.sentAt),
  };
}
