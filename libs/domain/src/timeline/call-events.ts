import type { CallRow, NewEvent } from '@otto/db';

type TimedCall = Pick<
  CallRow,
  'id' | 'contactCardId' | 'leadId' | 'startedAt' | 'endedAt' | 'status' | 'missed' | 'direction'
>;

/** What the customer's timeline says of a call in its present state; each entry once per call. */
export function callEvents(call: TimedCall): NewEvent[] {
  const entry = (eventType: string, at: Date): NewEvent => ({
    contactCardId: call.contactCardId,
    leadId: call.leadId,
    callId: call.id,
    eventType,
    at,
    uniqueKey: `${eventType}:${call.id}`,
  });
  const end = call.endedAt ?? call.startedAt;
  const isInbound = call.direction === 'inbound';
  const events = isInbound ? [entry('call_received', call.startedAt)] : [];
  if (call.missed) events.push(entry('call_missed', end));
  if (call.status === 'completed') events.push(entry('call_completed', end));
  return events;
}
