import type { TenantTx } from '../../database';

/** No list of a contact card is longer than this. */
const MAX_ROWS = 50;

export async function findLeadsOfContact(tx: TenantTx, contactCardId: string) {
  return tx.db.lead.findMany({
    where: { companyId: tx.companyId, contactCardId },
    orderBy: { createdAt: 'desc' },
    take: MAX_ROWS,
  });
}
export type LeadRecord = Awaited<ReturnType<typeof findLeadsOfContact>>[number];

export async function findLeadStatusHistory(tx: TenantTx, leadId: string) {
  return tx.db.leadStatusHistory.findMany({
    where: { companyId: tx.companyId, leadId },
    orderBy: { createdAt: 'desc' },
    take: MAX_ROWS,
  });
}

export async function findAppointmentsOfContact(tx: TenantTx, contactCardId: string) {
  return tx.db.appointment.findMany({
    where: { companyId: tx.companyId, contactCardId },
    orderBy: { scheduledStart: 'desc' },
    take: MAX_ROWS,
  });
}
export type AppointmentRecord = Awaited<ReturnType<typeof findAppointmentsOfContact>>[number];

/** Tasks that are not cancelled: overdue, open, then completed (the reverse of the alphabet), by due time. */
export async function findTasksOfContact(tx: TenantTx, contactCardId: string) {
  return tx.db.task.findMany({
    where: { companyId: tx.companyId, contactCardId, status: { not: 'cancelled' } },
    orderBy: [{ status: 'desc' }, { dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: MAX_ROWS,
  });
}
export type TaskRecord = Awaited<ReturnType<typeof findTasksOfContact>>[number];

export async function findKeySignalsOfContact(tx: TenantTx, contactCardId: string) {
  return tx.db.keySignal.findMany({
    where: { companyId: tx.companyId, contactCardId },
    orderBy: [{ acknowledged: 'asc' }, { createdAt: 'desc' }],
    take: MAX_ROWS,
  });
}
export type KeySignalRecord = Awaited<ReturnType<typeof findKeySignalsOfContact>>[number];

/** What happened with the contact, latest first. */
export async function findTimelineOfContact(tx: TenantTx, contactCardId: string) {
  return tx.db.eventLog.findMany({
    where: { companyId: tx.companyId, contactCardId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: MAX_ROWS,
  });
}
export type TimelineRecord = Awaited<ReturnType<typeof findTimelineOfContact>>[number];

/** Texts with the contact, latest first. */
export async function findMessagesOfContact(tx: TenantTx, contactCardId: string) {
  return tx.db.message.findMany({
    where: { companyId: tx.companyId, contactCardId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAX_ROWS,
  });
}
export type MessageRecord = Awaited<ReturnType<typeof findMessagesOfContact>>[number];
