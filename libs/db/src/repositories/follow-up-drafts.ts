import type { FollowUpDraft, Prisma } from '../generated/client';
import type { SystemTx, TenantTx } from '../database';

export type NewFollowUpDraft = Omit<Prisma.FollowUpDraftCreateManyInput, 'companyId'>;

/** Adds a draft; its id, or null when there is one with that id or of that request to Shunya. */
export async function insertFollowUpDraft(
  tx: TenantTx,
  draft: NewFollowUpDraft,
): Promise<string | null> {
  const [added] = await tx.db.followUpDraft.createManyAndReturn({
    data: [{ ...draft, companyId: tx.companyId }],
    select: { id: true },
    skipDuplicates: true,
  });
  return added?.id ?? null;
}

export type FollowUpDraftRow = FollowUpDraft;

/** The author's draft with the id; null when there is none. */
export async function findFollowUpDraft(
  tx: TenantTx,
  id: string,
  generatedFor: string,
): Promise<FollowUpDraftRow | null> {
  return tx.db.followUpDraft.findFirst({ where: { companyId: tx.companyId, id, generatedFor } });
}

/** The author's draft to the contact that the request to Shunya has; null when there is none. */
export async function findDraftOfRequest(
  tx: TenantTx,
  shunyaRequestId: string,
  whose: { readonly generatedFor: string; readonly contactCardId: string },
): Promise<FollowUpDraftRow | null> {
  const { generatedFor, contactCardId } = whose;
  return tx.db.followUpDraft.findFirst({
    where: { companyId: tx.companyId, shunyaRequestId, generatedFor, contactCardId },
  });
}

/** The draft, locked until the transaction ends; null when the company has none with the id. */
export async function lockFollowUpDraft(
  tx: TenantTx,
  id: string,
): Promise<FollowUpDraftRow | null> {
  const [found] = await tx.query<{ id: string }>(
    `select id::text from follow_up_drafts where company_id = $1 and id = $2::uuid for no key update`,
    [tx.companyId, id],
  );
  if (!found) return null;
  return tx.db.followUpDraft.findFirst({ where: { companyId: tx.companyId, id: found.id } });
}

const LOCK_CONTACT = `
  select 1 from contact_cards c where c.company_id = $1 and c.id = (
    select contact_card_id from follow_up_drafts where company_id = $1 and id = $2::uuid)
  for no key update`;

/** Locks the card of whom the draft is for, which comes before the draft. */
export async function lockContactOfDraft(tx: TenantTx, id: string): Promise<void> {
  await tx.query(LOCK_CONTACT, [tx.companyId, id]);
}

export async function updateFollowUpDraft(
  tx: TenantTx,
  id: string,
  changes: Prisma.FollowUpDraftUncheckedUpdateManyInput,
): Promise<void> {
  await tx.db.followUpDraft.updateMany({ where: { companyId: tx.companyId, id }, data: changes });
}

/** Whether the contact is the one that the phone or the address belongs to. */
const IS_READER = { sms: 'c.primary_phone = $2', email: 'lower(c.email) = lower($2)' } as const;

/** Rejects what waits to go to the phone or the address, because its owner opted out; says how many. */
export async function rejectDraftsTo(
  tx: TenantTx,
  draftType: keyof typeof IS_READER,
  reader: string,
): Promise<number> {
  const rejected = await tx.query(
    `update follow_up_drafts d set status = 'rejected', error_code = 'opted_out', updated_at = now()
     from contact_cards c
     where d.company_id = $1 and d.draft_type = $3 and d.status in ('pending', 'approved')
       and c.company_id = $1 and c.id = d.contact_card_id and ${IS_READER[draftType]}
     returning 1`,
    [tx.companyId, reader, draftType],
  );
  return rejected.length;
}

/** Notes at the follow-ups of up to that long ago that their reader has answered. */
export async function noteResponse(
  tx: TenantTx,
  contactCardId: string,
  { at, after }: { readonly at: Date; readonly after: Date },
): Promise<void> {
  await tx.db.followUpDraft.updateMany({
    where: {
      companyId: tx.companyId,
      contactCardId,
      status: 'sent',
      sentAt: { gt: after, lte: at },
    },
    data: { customerResponded: true },
  });
}

/** Who is to read a draft, and who stands behind it. */
export interface DraftReader {
  readonly phone: string;
  readonly email: string | null;
  readonly companyName: string;
  readonly authorEmail: string | null;
}

export async function findDraftReader(
  tx: TenantTx,
  { contactCardId, generatedFor }: Pick<FollowUpDraftRow, 'contactCardId' | 'generatedFor'>,
): Promise<DraftReader> {
  const { companyId } = tx;
  const contact = await tx.db.contactCard.findFirstOrThrow({
    where: { companyId, id: contactCardId },
    select: { primaryPhone: true, email: true },
  });
  const company = await tx.db.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { name: true },
  });
  const author = await tx.db.user.findFirst({
    where: { companyId, id: generatedFor },
    select: { email: true },
  });
  const { primaryPhone: phone, email } = contact;
  return { phone, email, companyName: company.name, authorEmail: author?.email ?? null };
}

/** A mail takes no longer than ten minutes. */
const LIST_DUE = `
  select d.id::text, d.company_id as "companyId"
  from follow_up_drafts d join companies c on c.id = d.company_id and c.active
  where d.status = 'approved' and d.scheduled_send_time <= $1::timestamptz
    or d.status = 'sending' and d.sending_at < $1::timestamptz - interval '10 minutes'
  order by d.scheduled_send_time, d.id limit $2`;

/** Approved drafts of the active companies whose time has come, and mails whose sending was cut off. */
export async function listDueDrafts(
  tx: SystemTx,
  now: Date,
  limit: number,
): Promise<{ readonly id: string; readonly companyId: string }[]> {
  return tx.query(LIST_DUE, [now, limit]);
}

/** Ends what nobody approved in time; says how many. */
export async function expireDrafts(tx: SystemTx, now: Date): Promise<number> {
  const { count } = await tx.db.followUpDraft.updateMany({
    where: { status: 'pending', expiresAt: { lte: now } },
    data: { status: 'expired' },
  });
  return count;
}

const NOTE_BOOKINGS = `
  update follow_up_drafts d set led_to_booking = true
  where d.status = 'sent' and d.led_to_booking is distinct from true
    and d.sent_at > $1::timestamptz - interval '15 days'
    and exists (select 1 from appointments a
      where a.company_id = d.company_id and a.contact_card_id = d.contact_card_id
        and a.created_at >= d.sent_at and a.created_at < d.sent_at + interval '14 days')
  returning 1`;

/** Notes at follow-ups that a booking came within 14 days; says how many are new. */
export async function noteBookings(tx: SystemTx, now: Date): Promise<number> {
  return (await tx.query(NOTE_BOOKINGS, [now])).length;
}

/** What a follow-up is about, as far as a wording may name it. */
export interface DraftSubject {
  /** By which Shunya knows the call, or the visit's last recording; null of a visit without one. */
  readonly seq: bigint | null;
  readonly contactCardId: string;
  readonly contactName: string | null;
  readonly companyName: string;
  readonly repId: string | null;
  readonly repName: string | null;
}

const FIND_SUBJECT = `
  select about.seq::text, about.contact_card_id::text as "contactCardId",
    contact.first_name as "contactName", company.name as "companyName",
    about.assigned_rep_id as "repId", rep.name as "repName"
  from (
    select seq, contact_card_id, assigned_rep_id from calls where company_id = $1 and id = $2::uuid
    union all
    select (select s.seq from recording_sessions s
        where s.company_id = $1 and s.appointment_id = $3::uuid order by s.started_at desc limit 1),
      contact_card_id, assigned_rep_id
    from appointments where company_id = $1 and id = $3::uuid
  ) about
  join contact_cards contact on contact.company_id = $1 and contact.id = about.contact_card_id
  join companies company on company.id = $1
  left join users rep on rep.company_id = $1 and rep.id = about.assigned_rep_id`;

/** The customer, company and rep of a call or visit; null when the company has none with the id. */
export async function findDraftSubject(
  tx: TenantTx,
  about: { readonly callId: string } | { readonly appointmentId: string },
): Promise<DraftSubject | null> {
  const callId = 'callId' in about ? about.callId : null;
  const appointmentId = 'appointmentId' in about ? about.appointmentId : null;
  const values = [tx.companyId, callId, appointmentId];
  type Found = Omit<DraftSubject, 'seq'> & { readonly seq: string | null };
  const [found] = await tx.query<Found>(FIND_SUBJECT, values);
  return found ? { ...found, seq: found.seq === null ? null : BigInt(found.seq) } : null;
}
