import type { NewEvent } from '@otto/db';
import type { LiveEvent, LiveEventName } from '../live';

type Named = (entry: NewEvent) => LiveEventName;
const always =
  (name: LiveEventName): Named =>
  () =>
    name;

/** What the front ends hear of an entry of the timeline; of others they hear elsewhere or not at all. */
const NAMES: Readonly<Record<string, Named>> = {
  call_received: always('call.incoming'),
  call_missed: always('call.missed'),
  call_completed: always('call.completed'),
  call_transcript: always('call.transcribed'),
  sms_received: always('telephony.sms.received'),
  sms_sent: always('telephony.sms.sent'),
  'sms.lead.created': always('sms.lead.created'),
  appointment_created: always('appointment.created'),
  appointment_rescheduled: always('appointment.updated'),
  appointment_confirmed: always('appointment.updated'),
  appointment_cancelled: always('appointment.updated'),
  appointment_outcome: always('appointment.outcome_updated'),
  rep_assigned: ({ appointmentId }) =>
    appointmentId == null ? 'lead.assigned_to_rep' : 'appointment.assigned',
  rep_unassigned: always('appointment.updated'),
  automation_task_created: always('task.created'),
  'missed_call.queued': always('missed_call.queued'),
  'missed_call.customer_replied': always('missed_call.customer_replied'),
  'missed_call.recovered': always('missed_call.recovered'),
  'missed_call.escalated': always('missed_call.escalated'),
  'missed_call.human_takeover': always('missed_call.human_takeover'),
  'missed_call.stopped': always('missed_call.stopped'),
  property_intelligence_updated: always('contact.property_snapshot.updated'),
};

/** Ids within an entry's metadata, by their names outside. Its other contents may be a person's words. */
const IDS = {
  taskId: 'task_id',
  messageId: 'message_id',
  repId: 'rep_id',
  previousRepId: 'previous_rep_id',
  entryId: 'entry_id',
} as const;

/** The entry as front ends hear of it; null when it is not for them. */
export function liveEventOf(entry: NewEvent, repIds: readonly string[]): LiveEvent | null {
  const event = NAMES[entry.eventType]?.(entry);
  if (!event) return null;
  const metadata = (entry.metadata ?? {}) as Readonly<Record<string, unknown>>;
  const ids = Object.entries(IDS).map(([name, outside]) => [outside, metadata[name]] as const);
  const { leadId, callId, appointmentId, contactCardId, uniqueKey } = entry;
  const { outcome, assigneeId, previousRepId } = metadata;
  const data = Object.entries({
    call_id: callId,
    lead_id: leadId,
    appointment_id: appointmentId,
    contact_card_id: contactCardId,
    ...Object.fromEntries(ids),
    outcome,
  }).filter(([, value]) => value != null);
  return {
    event,
    key: uniqueKey,
    data: Object.fromEntries(data),
    // Who has lost it is told as well.
    repIds: typeof previousRepId === 'string' ? [...repIds, previousRepId] : repIds,
    ...(leadId == null ? {} : { leadId }),
    ...(typeof assigneeId === 'string' ? { userId: assigneeId } : {}),
  };
}
