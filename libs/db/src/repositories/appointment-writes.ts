import type { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

/** Locks the appointment until the transaction ends, and reads it as it is then. */
export async function lockAppointment(tx: TenantTx, id: string) {
  await tx.query(
    `select 1 from appointments where company_id = $1 and id = $2::uuid for no key update`,
    [tx.companyId, id],
  );
  return tx.db.appointment.findFirst({ where: { companyId: tx.companyId, id } });
}
export type LockedAppointment = NonNullable<Awaited<ReturnType<typeof lockAppointment>>>;

export type AppointmentChanges = Omit<
  Prisma.AppointmentUncheckedUpdateManyInput,
  'companyId' | 'id' | 'leadId' | 'contactCardId'
>;

/** Changes the named columns of the appointment. */
export async function updateAppointment(
  tx: TenantTx,
  id: string,
  changes: AppointmentChanges,
): Promise<void> {
  await tx.db.appointment.updateMany({ where: { companyId: tx.companyId, id }, data: changes });
}

export interface TimeOfRep {
  readonly repId: string;
  readonly start: Date;
  readonly end: Date;
  /** The appointment that the time is for. */
  readonly exceptId: string | null;
}

const OVERLAP = `
  select id::text from appointments
  where company_id = $1 and assigned_rep_id = $2 and status in ('scheduled', 'confirmed')
    and scheduled_start < $4::timestamptz
    and coalesce(scheduled_end, scheduled_start + interval '60 minutes') > $3::timestamptz
    and ($5::uuid is null or id <> $5::uuid)
  order by scheduled_start limit 1`;

/** Another open appointment of the rep in that time, or null; one without an end lasts an hour. */
export async function findOverlap(tx: TenantTx, time: TimeOfRep): Promise<string | null> {
  const { repId, start, end, exceptId } = time;
  const [found] = await tx.query<{ id: string }>(OVERLAP, [
    tx.companyId,
    repId,
    start.toISOString(),
    end.toISOString(),
    exceptId,
  ]);
  return found?.id ?? null;
}

/** What the latest analysis of the lead's calls says of a booking; undefined when there is none. */
export async function findLatestBookingStatus(
  tx: TenantTx,
  leadId: string,
): Promise<string | null | undefined> {
  const latest = await tx.db.analysis.findFirst({
    where: { companyId: tx.companyId, leadId },
    orderBy: { analyzedAt: 'desc' },
    select: { bookingStatus: true },
  });
  return latest?.bookingStatus;
}
