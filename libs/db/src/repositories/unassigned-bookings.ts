import type { SystemTx, TenantTx } from '../database';

export interface UnassignedBooking {
  readonly id: string;
  readonly companyId: string;
}

const OPEN = `a.assigned_rep_id is null and a.status in ('scheduled', 'confirmed')`;

const LIST = `
  select a.id::text, a.company_id as "companyId"
  from appointments a join companies c on c.id = a.company_id and c.active
  where ${OPEN} and a.scheduled_start > $1::timestamptz
    and a.scheduled_start <= $1::timestamptz + interval '24 hours'
    and not exists (select 1 from tasks t where t.company_id = a.company_id
      and t.unique_key = 'unassigned-booking:' || a.id and t.status <> 'cancelled')
  order by a.scheduled_start, a.id limit $2`;

/** Visits of all companies that begin within a day, that nobody is to make and nobody was told of. */
export async function listUnassignedBookings(
  tx: SystemTx,
  now: Date,
  limit: number,
): Promise<UnassignedBooking[]> {
  return tx.query(LIST, [now, limit]);
}

const LOCK = `
  select a.contact_card_id::text as "contactCardId", a.lead_id::text as "leadId",
    a.scheduled_start as "scheduledStart"
  from appointments a where a.company_id = $1 and a.id = $2::uuid and ${OPEN} for no key update`;

export interface BookingWithoutRep {
  readonly contactCardId: string;
  readonly leadId: string;
  readonly scheduledStart: Date;
}

/** Locks the visit until the transaction ends; null when somebody is to make it after all. */
export async function lockUnassignedBooking(
  tx: TenantTx,
  id: string,
): Promise<BookingWithoutRep | null> {
  const [found] = await tx.query<BookingWithoutRep>(LOCK, [tx.companyId, id]);
  return found ?? null;
}
