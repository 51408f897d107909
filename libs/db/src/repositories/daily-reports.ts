import type { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

/** What happened on one day, counted. */
export interface DayCounts {
  readonly calls: number;
  readonly missed: number;
  readonly booked: number;
  readonly recovered: number;
  readonly revenueCents: number;
}

const COUNT = `
  with day_calls as (
    select id, lead_id, missed, started_at from calls
    where company_id = $1 and call_type = 'csr_call' and started_at >= $2 and started_at < $3
  )
  select
    (select count(*) from day_calls)::int as calls,
    (select count(*) from day_calls where missed)::int as missed,
    (select count(*) from day_calls c join analyses a on a.company_id = $1 and a.call_id = c.id
      where a.booking_status = 'booked')::int as booked,
    (select count(distinct m.lead_id) from day_calls m
      join calls later on later.company_id = $1 and later.lead_id = m.lead_id and later.started_at > m.started_at
      join analyses a on a.company_id = $1 and a.call_id = later.id and a.booking_status = 'booked'
      where m.missed)::int as recovered,
    (select coalesce(sum(deal_size_cents), 0) from appointments
      where company_id = $1 and outcome = 'won'
        and coalesce(closed_at, scheduled_start) >= $2 and coalesce(closed_at, scheduled_start) < $3
    )::float8 as "revenueCents"`;

/** Counts the office's calls that started in [from, to), and the revenue closed in it. */
export async function countDay(
  tx: TenantTx,
  day: { readonly from: Date; readonly to: Date },
): Promise<DayCounts> {
  const [row] = await tx.query<DayCounts>(COUNT, [tx.companyId, day.from, day.to]);
  if (!row) throw new Error('counting a day gave no row');
  return row;
}

/** Stores the report of a local date (`YYYY-MM-DD`), in place of an earlier one. */
export async function saveDailyReport(
  tx: TenantTx,
  localDate: string,
  metrics: Prisma.InputJsonObject,
): Promise<void> {
  const key = { companyId: tx.companyId, date: new Date(`${localDate}T00:00:00Z`) };
  await tx.db.dailyReport.upsert({
    where: { companyId_date: key },
    create: { ...key, metrics },
    update: { metrics },
  });
}
