import { findUserNames, findVisibleAppointment, type TenantTx } from '@otto/db';
import { noSuchRecord } from '../errors';
import { appointmentRow, leadRow } from '../reading/contact-card/rows';
import { contactRow } from '../reading/contact-row';
import { appointmentScope, type Viewer } from '../reading/viewer';

/** The appointment with its lead and contact. */
export async function getAppointment(tx: TenantTx, viewer: Viewer, id: string) {
  const found = await findVisibleAppointment(tx, id, appointmentScope(viewer));
  if (!found) throw noSuchRecord();
  const { lead, contact, ...appointment } = found;
  const names = await findUserNames(tx, [
    appointment.assignedRepId,
    lead.assignedRepId,
    ...lead.requestedByRepIds,
  ]);
  return {
    appointment: appointmentRow(appointment, names),
    lead: leadRow(lead, names),
    contact: contactRow(contact),
  };
}

/** The appointment as it is now, for the answer to a write. */
export async function appointmentAfterWrite(tx: TenantTx, id: string) {
  const found = await findVisibleAppointment(tx, id, {});
  if (!found) throw noSuchRecord();
  const { lead: _lead, contact: _contact, ...appointment } = found;
  return appointmentRow(appointment, await findUserNames(tx, [appointment.assignedRepId]));
}
