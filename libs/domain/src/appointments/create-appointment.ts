import {
  findVisibleLead,
  insertAppointment,
  lockAppointment,
  lockContactCard,
  lockLeadRow,
  type TenantTx,
} from '@otto/db';
import { DomainError, noSuchRecord } from '../errors';
import type { Viewer } from '../reading/viewer';
import { recordEvents } from '../timeline/record-events';
import type { LeadScene } from '../leads/create-lead';
import { noteBooking } from '../recovery/note-booking';
import { appointmentEvent } from './appointment-event';
import { appointmentAfterWrite } from './get-appointment';
import { giveToRep } from './give-to-rep';
import { requireForward } from './rep-time';

export interface NewAppointmentRequest {
  readonly leadId: string;
  readonly scheduledStart: Date;
  readonly scheduledEnd?: Date | null | undefined;
  readonly status: 'scheduled' | 'confirmed';
  readonly assignedRepId?: string | null | undefined;
  readonly location?: string | null | undefined;
  readonly serviceType?: string | null | undefined;
  readonly appointmentType?: string | null | undefined;
  readonly notes?: string | null | undefined;
  readonly externalId?: string | null | undefined;
}

/**
 * Books a visit by hand for a lead that is not closed, where nobody has said at the contact's
 * address. A missed caller is won back by it.
 */
export async function createAppointment(
  tx: TenantTx,
  viewer: Viewer,
  asked: NewAppointmentRequest,
  { now, publish }: LeadScene,
) {
  const lead = await findVisibleLead(tx, asked.leadId, {});
  if (!lead) throw noSuchRecord();
  const { contactCardId, contact } = lead;
  await lockContactCard(tx, contactCardId);
  const { status = '' } = (await lockLeadRow(tx, lead.id)) ?? {};
  if (status.startsWith('closed')) {
    throw new DomainError('INVALID_STATE', 'The lead is closed.');
  }
  const { assignedRepId = null, location, scheduledEnd = null, ...fields } = asked;
  const span = { scheduledStart: asked.scheduledStart, scheduledEnd };
  requireForward(span);
  const id = await insertAppointment(tx, {
    leadId: lead.id,
    contactCardId,
    ...span,
    status: fields.status,
    address: location ?? contact.address,
    serviceType: fields.serviceType ?? null,
    appointmentType: fields.appointmentType ?? null,
    notes: fields.notes ?? null,
    externalId: fields.externalId ?? null,
    bookedByCsrId: viewer.role === 'csr' ? viewer.id : null,
    createdAt: now,
  });
  const appointment = await lockAppointment(tx, id);
  if (!appointment) throw noSuchRecord();
  await recordEvents(tx, publish, [
    appointmentEvent(viewer, appointment, { eventType: 'appointment_created', at: now }),
  ]);
  await noteBooking(tx, publish, { contactCardId, until: now, now });
  await giveToRep(tx, viewer, appointment, { repId: assignedRepId, span, at: now, publish });
  return appointmentAfterWrite(tx, id);
}
