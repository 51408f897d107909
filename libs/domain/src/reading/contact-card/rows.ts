import type {
  AppointmentRecord,
  KeySignalRecord,
  LeadRecord,
  MessageRecord,
  RepAssignmentEntry,
  StatusChangeEntry,
  TaskRecord,
  TimelineRecord,
} from '@otto/db';

type Names = ReadonlyMap<string, string>;

const dollars = (cents: number | null): number | null => (cents === null ? null : cents / 100);
const nameOf = (names: Names, id: string | null): string | null =>
  id === null ? null : (names.get(id) ?? null);

export function leadRow(lead: LeadRecord, names: Names) {
  return {
    id: lead.id,
    companyId: lead.companyId,
    contactCardId: lead.contactCardId,
    status: lead.status,
    source: lead.source,
    revivedByOtto: lead.revivedByOtto,
    priority: lead.priority,
    score: lead.score,
    campaign: lead.campaign,
    pipelineStage: lead.pipelineStage,
    poolStatus: lead.poolStatus,
    assignedRepId: lead.assignedRepId,
    assignedRepName: nameOf(names, lead.assignedRepId),
    assignedAt: lead.assignedAt,
    requestedByReps: lead.requestedByRepIds.map((id) => ({
      repId: id,
      repName: nameOf(names, id),
    })),
    tags: lead.tags,
    dealStatus: lead.dealStatus,
    dealSize: dollars(lead.dealSizeCents),
    dealSummary: lead.dealSummary,
    lastContactedAt: lead.lastContactedAt,
    lastQualifiedAt: lead.lastQualifiedAt,
    closedAt: lead.closedAt,
    createdAt: lead.createdAt,
    updatedAt: lead.updatedAt,
  };
}

export function statusChangeRow(change: StatusChangeEntry) {
  const { fromStatus, toStatus, reason, triggeredBy, context, createdAt } = change;
  return { fromStatus, toStatus, reason, triggeredBy, context, createdAt };
}

export function assignmentRow(entry: RepAssignmentEntry, names: Names) {
  return { ...entry, repName: nameOf(names, entry.repId) };
}

export function messageRow(message: MessageRecord) {
  const { id, sender, senderRole, body, direction, status, createdAt } = message;
  return {
    id,
    sender,
    senderRole,
    body,
    direction,
    status,
    createdAt,
    messageType: message.type,
    delivered: message.deliveredAt !== null,
    read: message.readAt !== null,
  };
}

export function appointmentRow(appointment: AppointmentRecord, names: Names) {
  const { dealSizeCents, address, ...shown } = appointment;
  return {
    ...shown,
    address,
    location: address,
    dealSize: dollars(dealSizeCents),
    assignedRepName: nameOf(names, appointment.assignedRepId),
  };
}

export function taskRow(task: TaskRecord) {
  const {
    companyId: _company,
    uniqueKey: _key,
    rawText: _text,
    updatedAt: _updated,
    ...shown
  } = task;
  return shown;
}

export function signalRow(signal: KeySignalRecord) {
  const { companyId: _company, uniqueKey: _key, ...shown } = signal;
  return shown;
}

export function timelineRow(entry: TimelineRecord) {
  const { id, eventType, at, description, actorId, actorRole, metadata } = entry;
  const { leadId, appointmentId, callId } = entry;
  return {
    id,
    eventType,
    timestamp: at,
    description,
    actorId,
    actorRole,
    metadata,
    leadId,
    appointmentId,
    callId,
  };
}
