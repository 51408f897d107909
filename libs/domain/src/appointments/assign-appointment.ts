import { findLatestBookingStatus, lockAppointment, type TenantTx } from '@otto/db';
import { DomainError, noSuchRecord } from '../errors';
import type { LeadScene } from '../leads/create-lead';
import type { Viewer } from '../reading/viewer';
import { appointmentAfterWrite } from './get-appointment';
import { giveToRep } from './give-to-rep';
import { isOpenStatus } from './open-status';

export interface AppointmentAssignment {
  readonly appointmentId: string;
  readonly repId: string;
  readonly allowDoubleBooking: boolean;
}

/**
 * Sends a rep to an open appointment (DOMAIN 4.3 step 8). Refused while the lead's latest analysis
 * says that nothing was booked, and while the rep is elsewhere unless that is allowed.
 */
export async function assignAppointment(
  tx: TenantTx,
  viewer: Viewer,
  { appointmentId, repId, allowDoubleBooking }: AppointmentAssignment,
  { now, publish }: LeadScene,
) {
  const appointment = await lockAppointment(tx, appointmentId);
  if (!appointment) throw noSuchRecord();
  if (!isOpenStatus(appointment.status)) {
    throw new DomainError('INVALID_STATE', `The appointment is ${appointment.status}.`);
  }
  const booking = await findLatestBookingStatus(tx, appointment.leadId);
  if (booking !== undefined && booking !== 'booked') {
    throw new DomainError('INVALID_INPUT', 'The latest analysis of the lead is not a booking.');
  }
  await giveToRep(tx, viewer, appointment, {
    repId,
    span: appointment,
    mayOverlap: allowDoubleBooking,
    at: now,
    publish,
  });
  return appointmentAfterWrite(tx, appointmentId);
}
