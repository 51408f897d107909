import {
  findAppointmentsOfLead,
  findLeadStatusHistory,
  findUserNames,
  findVisibleLead,
  type TenantTx,
} from '@otto/db';
import { noSuchRecord } from '../errors';
import { contactRow } from '../reading/contact-row';
import { appointmentRow, leadRow, statusChangeRow } from '../reading/contact-card/rows';
import { leadScope, type Viewer } from '../reading/viewer';

/** The lead with its contact, its appointments and how its status has changed, latest first. */
export async function getLead(tx: TenantTx, viewer: Viewer, id: string) {
  const lead = await findVisibleLead(tx, id, leadScope(viewer));
  if (!lead) throw noSuchRecord();
  const appointments = await findAppointmentsOfLead(tx, id);
  const history = await findLeadStatusHistory(tx, id);
  const names = await findUserNames(tx, [
    lead.assignedRepId,
    ...lead.requestedByRepIds,
    ...appointments.map((one) => one.assignedRepId),
  ]);
  return {
    lead: leadRow(lead, names),
    contact: contactRow(lead.contact),
    appointments: appointments.map((one) => appointmentRow(one, names)),
    statusHistory: history.map(statusChangeRow),
  };
}

/** The lead as it is now, for the answer to a write. */
export async function leadAfterWrite(tx: TenantTx, id: string) {
  const lead = await findVisibleLead(tx, id, {});
  if (!lead) throw noSuchRecord();
  return leadRow(lead, await findUserNames(tx, [lead.assignedRepId, ...lead.requestedByRepIds]));
}
