import type { MessageRow, NewEvent } from '@otto/db';

/** What the customer's timeline says of a text, and of the lead where a stranger's text made one. */
export function textEvents(
  message: MessageRow,
  lead: { readonly id: string; readonly isNew: boolean },
  writer: string | null,
): NewEvent[] {
  const { contactCardId, createdAt: at } = message;
  const isInbound = message.direction === 'inbound';
  const eventType = isInbound ? 'sms_received' : 'sms_sent';
  const about = { contactCardId, leadId: lead.id, at };
  const events: NewEvent[] = [
    {
      ...about,
      eventType,
      actorRole: message.senderRole,
      metadata: { messageId: message.id, ...(writer === null ? {} : { writer }) },
      uniqueKey: `${eventType}:${message.id}`,
    },
  ];
  if (isInbound && lead.isNew) {
    const created = 'sms.lead.created';
    events.push({ ...about, eventType: created, uniqueKey: `${created}:${lead.id}` });
  }
  return events;
}
