import { WebhookParseError } from '../errors';
import { asInstant, asText, firstOf } from '../webhooks/field-values';
import { isFields, readFields } from '../webhooks/read-fields';
import type { CallrailText } from './callrail-text';

/**
 * Reads a text-received (inbound) or text-sent (outbound) body, whose fields are the same; which of
 * them it is only the URL says. Throws WebhookParseError without id or one of the numbers.
 */
export function parseCallrailText(
  body: unknown,
  direction: CallrailText['direction'],
): CallrailText {
  const fields = readFields('callrail', body);
  const text = (...names: string[]): string | null => asText(firstOf(fields, names));
  const required = (value: string | null, name: string): string => {
    if (value === null) throw new WebhookParseError('callrail', `there is no ${name}`);
    return value;
  };
  const messageId = required(text('message_id', 'resource_id', 'id'), 'message id');
  const source = required(text('source_number', 'from_number'), 'source number');
  const destination = required(text('destination_number', 'to_number'), 'destination number');
  const isInbound = direction === 'inbound';
  const content = firstOf(fields, ['content', 'message']);
  const { media_urls: mediaUrls, agent } = fields;
  return {
    deliveryKey: messageId,
    messageId,
    direction,
    customerPhone: isInbound ? source : destination,
    trackingPhone: isInbound ? destination : source,
    text: typeof content === 'string' ? content : '',
    mediaUrls: Array.isArray(mediaUrls)
      ? mediaUrls.filter((url): url is string => typeof url === 'string')
      : [],
    conversationId: text('conversation_id'),
    agentName: isFields(agent) ? asText(firstOf(agent, ['name', 'email'])) : asText(agent),
    callrailCompanyId: text('company_resource_id', 'company_id'),
    sentAt: asInstant(firstOf(fields, ['timestamp', 'sent_at', 'created_at'])),
  };
}
