import type { MissedCallEntry, MissedCallSla, Prisma } from '../generated/client';
import type { TenantTx } from '../database';
import { takenOverAfter } from './human-touch';

export type MissedCallEntryRow = MissedCallEntry;
export type MissedCallSettings = Omit<MissedCallSla, 'companyId'>;

const DEFAULTS: MissedCallSettings = {
  responseTimeHours: 2,
  escalationTimeHours: 48,
  maxRetries: 3,
  businessHoursStart: '09:00',
  businessHoursEnd: '17:00',
  businessDays: [1, 2, 3, 4, 5],
  aiEnabled: true,
  aiConfidenceThreshold: 0.7,
  escalateOnAiFailure: true,
  recoveredBy: 'reply',
};

/** How the company wants its missed callers treated. */
export async function findMissedCallSettings(tx: TenantTx): Promise<MissedCallSettings> {
  return (await tx.db.missedCallSla.findUnique({ where: { companyId: tx.companyId } })) ?? DEFAULTS;
}

export type NewMissedCallEntry = Omit<
  Prisma.MissedCallEntryUncheckedCreateInput,
  'companyId' | 'id'
>;

/** Opens an entry; null when the call has one already, or the caller a live one. */
export async function insertMissedCallEntry(
  tx: TenantTx,
  entry: NewMissedCallEntry,
): Promise<MissedCallEntryRow | null> {
  const [added] = await tx.db.missedCallEntry.createManyAndReturn({
    data: [{ ...entry, companyId: tx.companyId }] as Prisma.MissedCallEntryCreateManyInput[],
    skipDuplicates: true,
  });
  return added ?? null;
}

/** The entry, locked until the transaction ends. */
export async function lockMissedCallEntry(
  tx: TenantTx,
  id: string,
): Promise<MissedCallEntryRow | null> {
  await tx.query(
    `select 1 from missed_call_entries where company_id = $1 and id = $2::uuid for no key update`,
    [tx.companyId, id],
  );
  return tx.db.missedCallEntry.findFirst({ where: { companyId: tx.companyId, id } });
}

const LOCK_LATEST = `
  select id::text from missed_call_entries where company_id = $1 and contact_card_id = $2::uuid
  order by created_at desc, id desc limit 1 for no key update`;

/** The latest entry of the caller, live or not, locked until the transaction ends. */
export async function lockLatestMissedCallEntry(
  tx: TenantTx,
  contactCardId: string,
): Promise<MissedCallEntryRow | null> {
  const [found] = await tx.query<{ id: string }>(LOCK_LATEST, [tx.companyId, contactCardId]);
  if (!found) return null;
  return tx.db.missedCallEntry.findFirst({ where: { companyId: tx.companyId, id: found.id } });
}

/** Whether the call has opened or joined an entry before, whatever became of it. */
export async function hasMissedCallEntry(tx: TenantTx, callId: string): Promise<boolean> {
  return (await findEntryOfCall(tx, callId)) !== null;
}

/** Whose entry it is; null when there is no such entry. */
export async function findContactOfEntry(tx: TenantTx, id: string): Promise<string | null> {
  const [found] = await tx.query<{ contactCardId: string }>(
    `select contact_card_id::text as "contactCardId" from missed_call_entries
     where company_id = $1 and id = $2::uuid`,
    [tx.companyId, id],
  );
  return found?.contactCardId ?? null;
}

/** The entry that the call has opened or joined; null when there is none. */
export async function findEntryOfCall(tx: TenantTx, callId: string): Promise<string | null> {
  const [found] = await tx.query<{ id: string }>(
    `select id::text from missed_call_entries where company_id = $1
       and contact_card_id = (select contact_card_id from calls where company_id = $1 and id = $2::uuid)
       and (call_id = $2::uuid or context -> 'callIds' ? $2::uuid::text)
     order by created_at desc limit 1`,
    [tx.companyId, callId],
  );
  return found?.id ?? null;
}

export type MissedCallChanges = Omit<
  Prisma.MissedCallEntryUncheckedUpdateManyInput,
  'companyId' | 'id'
>;

export async function updateMissedCallEntry(
  tx: TenantTx,
  id: string,
  changes: MissedCallChanges,
): Promise<void> {
  await tx.db.missedCallEntry.updateMany({ where: { companyId: tx.companyId, id }, data: changes });
}

/** Calls of the contact's that were begun before the time. */
export async function countCallsBefore(
  tx: TenantTx,
  contactCardId: string,
  before: Date,
): Promise<number> {
  return tx.db.call.count({
    where: { companyId: tx.companyId, contactCardId, startedAt: { lt: before } },
  });
}

const TAKEN_OVER = `select ${takenOverAfter('$3::timestamptz')} as taken`;

/** Whether a person has spoken with the customer, or written to them, after the time. */
export async function isTakenOverSince(
  tx: TenantTx,
  contactCardId: string,
  since: Date,
): Promise<boolean> {
  const [row] = await tx.query<{ taken: boolean }>(TAKEN_OVER, [
    tx.companyId,
    contactCardId,
    since,
  ]);
  return row?.taken ?? false;
}

/** What to call the customer by; null when nobody has said. */
export async function findContactName(tx: TenantTx, id: string): Promise<string | null> {
  const card = await tx.db.contactCard.findFirst({
    where: { companyId: tx.companyId, id },
    select: { firstName: true },
  });
  return card?.firstName ?? null;
}
