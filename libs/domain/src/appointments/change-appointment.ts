import {
  findVisibleAppointment,
  lockAppointment,
  updateAppointment,
  type AppointmentChanges,
  type LockedAppointment,
  type TenantTx,
} from '@otto/db';
import { DomainError, noSuchRecord } from '../errors';
import { appointmentScope, type Viewer } from '../reading/viewer';
import type { LeadScene } from '../leads/create-lead';
import { recordEvents } from '../timeline/record-events';
import { appointmentEvent } from './appointment-event';
import { appointmentAfterWrite } from './get-appointment';
import { giveToRep } from './give-to-rep';
import { isOpenStatus } from './open-status';
import type { AppointmentStatus, Outcome } from './outcome';
import { requireForward, requireFreeRep, type Span } from './rep-time';
import { setOutcome } from './set-outcome';

export interface AppointmentPatch {
  readonly scheduledStart?: Date | undefined;
  readonly scheduledEnd?: Date | null | undefined;
  readonly status?: AppointmentStatus | undefined;
  readonly assignedRepId?: string | null | undefined;
  readonly location?: string | null | undefined;
  readonly serviceType?: string | null | undefined;
  readonly appointmentType?: string | null | undefined;
  readonly notes?: string | null | undefined;
  readonly externalId?: string | null | undefined;
  readonly outcome?: Outcome | undefined;
  readonly dealSizeCents?: number | undefined;
}

/** What a rep may say of their own visit; the rest is the office's. */
const OF_REPS: readonly string[] = ['outcome', 'notes', 'dealSizeCents'];

/** Changes an appointment: its time, its rep, how it stands and how it went. */
export async function changeAppointment(
  tx: TenantTx,
  viewer: Viewer,
  { id, ...patch }: AppointmentPatch & { readonly id: string },
  { now, publish }: LeadScene,
) {
  if (!(await findVisibleAppointment(tx, id, appointmentScope(viewer)))) throw noSuchRecord();
  refuseOfficeFields(viewer, patch);
  const appointment = await lockAppointment(tx, id);
  if (!appointment) throw noSuchRecord();
  const span = spanAfter(appointment, patch);
  const isMoved = await moveTo(tx, appointment, { span, patch });
  await updateAppointment(tx, id, fieldsOf(patch, span));
  await recordEvents(tx, publish, eventsOf(viewer, appointment, { patch, isMoved, at: now }));
  if (patch.assignedRepId !== undefined) {
    await giveToRep(tx, viewer, appointment, {
      repId: patch.assignedRepId,
      span,
      at: now,
      publish,
    });
  }
  if (patch.outcome !== undefined) {
    const current = { ...appointment, status: patch.status ?? appointment.status };
    await setOutcome(tx, current, {
      outcome: patch.outcome,
      source: 'rep',
      by: viewer.id,
      actorRole: viewer.role,
      dealSizeCents: patch.dealSizeCents,
      at: now,
      publish,
    });
  }
  return appointmentAfterWrite(tx, id);
}

function refuseOfficeFields(viewer: Viewer, patch: AppointmentPatch): void {
  if (viewer.role !== 'sales_rep') return;
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  if (given.every(([name]) => OF_REPS.includes(name))) return;
  throw new DomainError('FORBIDDEN', 'A sales rep changes outcome, deal size and notes only.');
}

function spanAfter(appointment: LockedAppointment, patch: AppointmentPatch): Span {
  const scheduledStart = patch.scheduledStart ?? appointment.scheduledStart;
  const { scheduledEnd: end, scheduledStart: start } = appointment;
  // A visit that is only moved stays as long as it was.
  const kept = end && new Date(end.getTime() + scheduledStart.getTime() - start.getTime());
  return {
    scheduledStart,
    scheduledEnd: patch.scheduledEnd === undefined ? kept : patch.scheduledEnd,
  };
}

/** Whether the time changes or the visit opens again; its rep must then be free. */
async function moveTo(
  tx: TenantTx,
  appointment: LockedAppointment,
  { span, patch }: { readonly span: Span; readonly patch: AppointmentPatch },
): Promise<boolean> {
  requireForward(span);
  const isMoved =
    span.scheduledStart.getTime() !== appointment.scheduledStart.getTime() ||
    span.scheduledEnd?.getTime() !== appointment.scheduledEnd?.getTime();
  const status = patch.status ?? appointment.status;
  const isReopened = isOpenStatus(status) && !isOpenStatus(appointment.status);
  if (isReopened && (appointment.outcome === 'won' || appointment.outcome === 'lost')) {
    throw new DomainError('INVALID_STATE', 'The appointment has been won or lost.');
  }
  if (isMoved && !isOpenStatus(status)) {
    throw new DomainError('INVALID_STATE', `The appointment is ${status}.`);
  }
  const { assignedRepId, id } = appointment;
  const staysWithRep = patch.assignedRepId === undefined || patch.assignedRepId === assignedRepId;
  if ((isMoved || isReopened) && assignedRepId !== null && staysWithRep) {
    await requireFreeRep(tx, assignedRepId, { ...span, exceptId: id });
  }
  return isMoved;
}

function fieldsOf(patch: AppointmentPatch, span: Span): AppointmentChanges {
  const { location, serviceType, appointmentType, notes, externalId, status, dealSizeCents } =
    patch;
  const said = { address: location, serviceType, appointmentType, notes, externalId };
  const given = Object.entries({ ...said, status, dealSizeCents }).filter(
    ([, value]) => value !== undefined,
  );
  return { ...span, ...Object.fromEntries(given) };
}

function eventsOf(
  viewer: Viewer,
  appointment: LockedAppointment,
  change: { readonly patch: AppointmentPatch; readonly isMoved: boolean; readonly at: Date },
) {
  const { patch, isMoved, at } = change;
  const status = patch.status === appointment.status ? undefined : patch.status;
  const types = [
    ...(isMoved ? ['appointment_rescheduled'] : []),
    ...(status === 'confirmed' || status === 'cancelled' ? [`appointment_${status}`] : []),
  ];
  return types.map((eventType) => appointmentEvent(viewer, appointment, { eventType, at }));
}
