import type { TenantTx } from '../../database';
import type { Slice } from './keyset';
import type { ContactScope } from './contact-cards';

/** The texts with the contact, the latest first. */
export async function findThread(tx: TenantTx, contactCardId: string, { limit, offset }: Slice) {
  return tx.db.message.findMany({
    where: { companyId: tx.companyId, contactCardId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    skip: offset,
  });
}

export async function countThread(tx: TenantTx, contactCardId: string): Promise<number> {
  return tx.db.message.count({ where: { companyId: tx.companyId, contactCardId } });
}

/** Notes that somebody of the company has read these texts of a customer. */
export async function markTextsRead(tx: TenantTx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.db.message.updateMany({
    where: { companyId: tx.companyId, id: { in: [...ids] }, direction: 'inbound', readAt: null },
    data: { readAt: at },
  });
}

/** The lead that a text to the contact is about: the latest one. */
export async function findLatestLead(tx: TenantTx, contactCardId: string): Promise<string | null> {
  const lead = await tx.db.lead.findFirst({
    where: { companyId: tx.companyId, contactCardId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  });
  return lead?.id ?? null;
}

/** The texts with one customer, by the last of them. */
export interface Conversation {
  readonly contactCardId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string;
  readonly lastBody: string;
  readonly lastDirection: string;
  readonly lastStatus: string;
  readonly lastMessageAt: Date;
  readonly unreadCount: number;
  readonly isOptedOut: boolean;
}

const OF_REP = `
  ($2::text is null
    or exists (select 1 from leads l where l.company_id = $1
      and l.contact_card_id = m.contact_card_id and l.assigned_rep_id = $2)
    or exists (select 1 from appointments a where a.company_id = $1
      and a.contact_card_id = m.contact_card_id and a.assigned_rep_id = $2))`;

const THREADS = `
  select m.contact_card_id, max(m.created_at) as at,
    count(*) filter (where m.direction = 'inbound' and m.read_at is null)::int as unread
  from messages m where m.company_id = $1 and ${OF_REP} group by m.contact_card_id`;

const LISTED = `
  select t.contact_card_id::text as "contactCardId", k.first_name as "firstName",
    k.last_name as "lastName", k.primary_phone as phone, last.body as "lastBody",
    last.direction as "lastDirection", last.status as "lastStatus", t.at as "lastMessageAt",
    t.unread as "unreadCount", coalesce(consent.state = 'opted_out', false) as "isOptedOut"
  from (select * from (${THREADS}) threads where ($3::boolean is not true or unread > 0)
    order by at desc, contact_card_id limit $4 offset $5) t
  join contact_cards k on k.company_id = $1 and k.id = t.contact_card_id
  join lateral (select body, direction, status from messages
    where company_id = $1 and contact_card_id = t.contact_card_id
    order by created_at desc, id desc limit 1) last on true
  left join sms_consents consent on consent.company_id = $1 and consent.phone = k.primary_phone
  order by t.at desc, t.contact_card_id`;

export interface ConversationFilter {
  readonly scope: ContactScope;
  readonly unread?: boolean | undefined;
}

/** Whom the company texts with, the latest first. */
export async function findConversations(
  tx: TenantTx,
  filter: ConversationFilter,
  { limit, offset }: Slice,
): Promise<Conversation[]> {
  return tx.query<Conversation>(LISTED, [...valuesOf(tx, filter), limit, offset]);
}

export async function countConversations(
  tx: TenantTx,
  filter: ConversationFilter,
): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from (${THREADS}) threads where ($3::boolean is not true or unread > 0)`,
    valuesOf(tx, filter),
  );
  return row?.count ?? 0;
}

function valuesOf(tx: TenantTx, { scope, unread }: ConversationFilter): unknown[] {
  return [tx.companyId, scope.repId ?? null, unread ?? null];
}
