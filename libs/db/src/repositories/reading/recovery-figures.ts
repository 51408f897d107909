import type { TenantTx } from '../../database';

export interface FiguresQuery {
  readonly from: Date;
  readonly to: Date;
  /** Only calls of this CSR. */
  readonly ownerId?: string | undefined;
}

/** What became of the missed callers of a time (DOMAIN 7.2). */
export interface RecoveryFigures {
  readonly recovered: number;
  readonly escalated: number;
  readonly failed: number;
  readonly booked: number;
  readonly rescuedByOtto: number;
  readonly rescuedByHuman: number;
  readonly responseHours: number | null;
  readonly secondsToFirstText: number | null;
  readonly secondsToReply: number | null;
}

const FIGURES = `
  select count(*) filter (where e.status = 'recovered')::int as recovered,
    count(*) filter (where e.status = 'escalated')::int as escalated,
    count(*) filter (where e.status = 'failed')::int as failed,
    count(e.booked_at)::int as booked,
    count(*) filter (where e.rescued_by = 'otto')::int as "rescuedByOtto",
    count(*) filter (where e.rescued_by = 'human')::int as "rescuedByHuman",
    (avg(extract(epoch from e.processed_at - e.created_at)) filter (where e.status = 'recovered')
      / 3600)::float8 as "responseHours",
    avg(extract(epoch from first.at - e.missed_at))::float8 as "secondsToFirstText",
    avg(extract(epoch from e.responded_at - e.missed_at))::float8 as "secondsToReply"
  from missed_call_entries e
  left join lateral (select min(attempted_at) as at from missed_call_attempts
    where company_id = $1 and entry_id = e.id and success) first on true
  where e.company_id = $1 and e.created_at between $2::timestamptz and $3::timestamptz`;

/** Counts the recoveries that were opened in the time. */
export async function countRecoveries(
  tx: TenantTx,
  { from, to }: FiguresQuery,
): Promise<RecoveryFigures> {
  const [row] = await tx.query<RecoveryFigures>(FIGURES, [tx.companyId, from, to]);
  if (!row) throw new Error('counting recoveries gave no row');
  return row;
}

/** Missed calls $2 to $3, of the owner $4 where one is named, and what became of their leads. */
export const MISSED_LEADS = `
  missed as (
    select lead_id, started_at from calls
    where company_id = $1 and call_type = 'csr_call' and missed
      and started_at between $2::timestamptz and $3::timestamptz
      and ($4::text is null or owner_id = $4)
  ), saved as (
    select distinct m.lead_id from missed m
    join calls later on later.company_id = $1 and later.lead_id = m.lead_id
      and later.started_at > m.started_at
    join analyses a on a.company_id = $1 and a.call_id = later.id and a.booking_status = 'booked'
  ), missed_leads as (
    select l.id, l.contact_card_id, l.last_contacted_at, missed_at,
      saved.lead_id is not null as saved,
      case when saved.lead_id is not null or l.status in ('qualified_booked', 'closed_won') then 'booked'
        when l.status in ('abandoned', 'closed_lost', 'dormant') then 'dead'
        else 'pending' end as standing
    from leads l
    join (select lead_id, max(started_at) as missed_at from missed group by lead_id) m on m.lead_id = l.id
    left join saved on saved.lead_id = l.id
    where l.company_id = $1
  )`;

export interface MissedCallCounts {
  readonly totalMissedCalls: number;
  readonly totalSavedCalls: number;
  readonly totalSavedByOtto: number;
  readonly bookedLeadsCount: number;
  readonly pendingLeadsCount: number;
  readonly deadLeadsCount: number;
}

const COUNTS = `
  with ${MISSED_LEADS}
  select (select count(*) from missed)::int as "totalMissedCalls",
    count(*) filter (where saved)::int as "totalSavedCalls",
    count(*) filter (where saved and exists (select 1 from missed_call_entries e
      where e.company_id = $1 and e.lead_id = missed_leads.id and e.rescued_by = 'otto'))::int
      as "totalSavedByOtto",
    count(*) filter (where standing = 'booked')::int as "bookedLeadsCount",
    count(*) filter (where standing = 'pending')::int as "pendingLeadsCount",
    count(*) filter (where standing = 'dead')::int as "deadLeadsCount"
  from missed_leads`;

/** Counts the missed calls of the time and what became of their leads. */
export async function countMissedCalls(
  tx: TenantTx,
  { from, to, ownerId }: FiguresQuery,
): Promise<MissedCallCounts> {
  const values = [tx.companyId, from, to, ownerId ?? null];
  const [row] = await tx.query<MissedCallCounts>(COUNTS, values);
  if (!row) throw new Error('counting missed calls gave no row');
  return row;
}
