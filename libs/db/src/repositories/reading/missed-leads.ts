import type { TenantTx } from '../../database';
import type { Slice } from './keyset';
import { MISSED_LEADS, type FiguresQuery } from './recovery-figures';

export interface MissedLeadFilter extends FiguresQuery {
  readonly standing?: 'booked' | 'pending' | 'dead' | undefined;
}

/** A lead whose call was missed, or whose text nobody has answered. */
export interface MissedLead {
  readonly leadId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly status: 'booked' | 'pending' | 'dead';
  readonly source: 'missed_call' | 'missed_text';
  readonly lastContactedAt: Date | null;
  readonly nextAction: string | null;
  readonly nextActionDueAt: Date | null;
  /** Texts of Otto's that went out to win the caller back. */
  readonly attemptCount: number;
}

/** Texts that nobody has answered are nobody's, so they are in everybody's list. */
const LISTED = `
  with ${MISSED_LEADS}, unanswered as (
    select lead.id as lead_id, max(m.created_at) as at from messages m
    join lateral (select id from leads l where l.company_id = $1
      and l.contact_card_id = m.contact_card_id order by l.created_at desc, l.id limit 1) lead on true
    where m.company_id = $1 and m.direction = 'inbound'
      and m.created_at between $2::timestamptz and $3::timestamptz
      and not exists (select 1 from messages answer where answer.company_id = $1
        and answer.contact_card_id = m.contact_card_id and answer.direction = 'outbound'
        and answer.type = 'manual' and answer.created_at > m.created_at)
      and not exists (select 1 from missed where missed.lead_id = lead.id)
    group by lead.id
  ), listed as (
    select id, standing, 'missed_call' as source, missed_at as at from missed_leads
    union all
    select l.id,
      case when l.status in ('qualified_booked', 'closed_won') then 'booked'
        when l.status in ('abandoned', 'closed_lost', 'dormant') then 'dead' else 'pending' end,
      'missed_text', u.at
    from unanswered u join leads l on l.company_id = $1 and l.id = u.lead_id
  ), filtered as (select * from listed where $5::text is null or standing = $5)`;

const SELECT = `
  select f.id::text as "leadId", k.first_name as "firstName", k.last_name as "lastName",
    f.standing as status, f.source, l.last_contacted_at as "lastContactedAt",
    task.description as "nextAction", task.due_at as "nextActionDueAt",
    (select coalesce(sum(e.retry_count), 0)::int from missed_call_entries e
      where e.company_id = $1 and e.lead_id = f.id) as "attemptCount"
  from (select * from filtered order by at desc, id limit $6 offset $7) f
  join leads l on l.company_id = $1 and l.id = f.id
  join contact_cards k on k.company_id = $1 and k.id = l.contact_card_id
  left join lateral (select description, due_at from tasks where company_id = $1 and lead_id = f.id
    and status in ('open', 'overdue') order by due_at nulls last, id limit 1) task on true
  order by f.at desc, f.id`;

/** Leads that were missed in the time, the latest first. */
export async function findMissedLeads(
  tx: TenantTx,
  filter: MissedLeadFilter,
  { limit, offset }: Slice,
): Promise<MissedLead[]> {
  return tx.query<MissedLead>(`${LISTED} ${SELECT}`, [...valuesOf(tx, filter), limit, offset]);
}

export async function countMissedLeads(tx: TenantTx, filter: MissedLeadFilter): Promise<number> {
  const text = `${LISTED} select count(*)::int as count from filtered`;
  const [row] = await tx.query<{ count: number }>(text, valuesOf(tx, filter));
  return row?.count ?? 0;
}

function valuesOf(tx: TenantTx, { from, to, ownerId, standing }: MissedLeadFilter): unknown[] {
  return [tx.companyId, from, to, ownerId ?? null, standing ?? null];
}
