import type { TenantTx } from '../../database';
import { addEarlierThan, type Slice } from './keyset';
import { createConditions } from './conditions';
import type { AppointmentRecord } from './contact-records';

/** Whose appointments may be seen; empty means all of the company's. */
export interface AppointmentScope {
  readonly repId?: string;
}

export interface AppointmentFilter {
  readonly scope: AppointmentScope;
  readonly repId?: string | undefined;
  readonly status?: string | undefined;
  readonly outcome?: string | undefined;
  /** The start is at `from` or later, and before `to`. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** An appointment with the name and number of its contact. */
export interface ListedAppointment extends AppointmentRecord {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string;
}

const COLUMNS = `
  p.id::text, p.company_id as "companyId", p.lead_id::text as "leadId",
  p.contact_card_id::text as "contactCardId", p.source_call_id::text as "sourceCallId",
  p.assigned_rep_id as "assignedRepId", p.assigned_at as "assignedAt", p.assigned_by as "assignedBy",
  p.booked_by_csr_id as "bookedByCsrId", p.scheduled_start as "scheduledStart",
  p.scheduled_end as "scheduledEnd", p.status, p.outcome, p.outcome_source as "outcomeSource",
  p.appointment_type as "appointmentType", p.address, p.service_type as "serviceType", p.notes,
  p.external_id as "externalId", p.deal_size_cents as "dealSizeCents", p.closed_at as "closedAt",
  p.created_at as "createdAt", p.updated_at as "updatedAt",
  k.first_name as "firstName", k.last_name as "lastName", k.primary_phone as phone`;

/** Appointments that the filter lets through, latest first. */
export async function findVisibleAppointments(
  tx: TenantTx,
  filter: AppointmentFilter,
  { limit, offset, after }: Slice,
): Promise<ListedAppointment[]> {
  const conditions = conditionsOf(tx, filter);
  addEarlierThan(conditions, ['p.scheduled_start', 'p.id'], after);
  const { where, values } = conditions;
  const at = values.length;
  return tx.query<ListedAppointment>(
    `select ${COLUMNS}
     from (select * from appointments p where ${where}
       order by p.scheduled_start desc, p.id desc limit $${at + 1} offset $${at + 2}) p
     join contact_cards k on k.company_id = p.company_id and k.id = p.contact_card_id
     order by p.scheduled_start desc, p.id desc`,
    [...values, limit, offset],
  );
}

export async function countVisibleAppointments(
  tx: TenantTx,
  filter: AppointmentFilter,
): Promise<number> {
  const { where, values } = conditionsOf(tx, filter);
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from appointments p where ${where}`,
    values,
  );
  return row?.count ?? 0;
}

/** The appointment with its lead and contact, when it is within the scope; null otherwise. */
export async function findVisibleAppointment(
  tx: TenantTx,
  id: string,
  { repId }: AppointmentScope,
) {
  return tx.db.appointment.findFirst({
    where: {
      companyId: tx.companyId,
      id,
      ...(repId === undefined ? {} : { assignedRepId: repId }),
    },
    include: { lead: true, contact: true },
  });
}

/** All appointments of a lead that a list shows, latest first. */
export async function findAppointmentsOfLead(tx: TenantTx, leadId: string) {
  return tx.db.appointment.findMany({
    where: { companyId: tx.companyId, leadId },
    orderBy: { scheduledStart: 'desc' },
    take: 50,
  });
}

function conditionsOf(tx: TenantTx, { scope, from, to, ...filter }: AppointmentFilter) {
  const conditions = createConditions();
  const equals = (column: string, value: unknown): void => {
    if (value !== undefined) conditions.add(`${column} = ?`, value);
  };
  equals('p.company_id', tx.companyId);
  equals('p.assigned_rep_id', scope.repId);
  equals('p.assigned_rep_id', filter.repId);
  equals('p.status', filter.status);
  equals('p.outcome', filter.outcome);
  if (from) conditions.add('p.scheduled_start >= ?::timestamptz', from.toISOString());
  if (to) conditions.add('p.scheduled_start < ?::timestamptz', to.toISOString());
  return conditions;
}
