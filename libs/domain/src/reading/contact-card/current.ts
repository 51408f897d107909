import type { AppointmentRecord, LeadRecord } from '@otto/db';

const ACTIVE_STATUSES = new Set([
  'new',
  'warm',
  'hot',
  'nurturing',
  'qualified_booked',
  'qualified_unbooked',
]);
const COMING_STATUSES = new Set(['scheduled', 'confirmed']);

/** The active lead, else the latest one; `leads` come newest first. */
export function currentLead(leads: readonly LeadRecord[]): LeadRecord | null {
  return leads.find((lead) => ACTIVE_STATUSES.has(lead.status)) ?? leads[0] ?? null;
}

/** The next scheduled or confirmed appointment, else the latest one; they come latest first. */
export function activeAppointment(
  appointments: readonly AppointmentRecord[],
  now: Date,
): AppointmentRecord | null {
  const coming = appointments.filter(
    (one) => COMING_STATUSES.has(one.status) && (one.scheduledEnd ?? one.scheduledStart) >= now,
  );
  return coming.at(-1) ?? appointments[0] ?? null;
}
