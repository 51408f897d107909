import {
  changeLeadStatus,
  lockContactCard,
  lockLeadRow,
  updateLead,
  type LeadFields,
  type TenantTx,
} from '@otto/db';
import { noSuchRecord } from '../errors';
import type { Viewer } from '../reading/viewer';
import { refuseSecondActive } from './create-lead';
import { leadAfterWrite } from './get-lead';
import { isActiveLead, type LeadStatus } from './lead-status';
import { statusEvent } from './status-event';

export interface LeadPatch extends LeadFields {
  readonly status?: LeadStatus | undefined;
}

/**
 * Changes a lead by hand. A new status leaves a line of history; a closed lead opens again only
 * while its contact has no other active one.
 */
export async function changeLead(
  tx: TenantTx,
  viewer: Viewer,
  { id, status, ...fields }: LeadPatch & { readonly id: string },
  now: Date,
) {
  const lead = await lockLeadRow(tx, id);
  if (!lead) throw noSuchRecord();
  if (Object.values(fields).some((value) => value !== undefined)) await updateLead(tx, id, fields);
  if (status !== undefined && status !== lead.status) {
    const { contactCardId } = lead;
    if (isActiveLead(status) && !isActiveLead(lead.status)) {
      await lockContactCard(tx, contactCardId);
      await refuseSecondActive(tx, contactCardId);
    }
    await changeLeadStatus(tx, {
      leadId: id,
      fromStatus: lead.status,
      toStatus: status,
      triggeredBy: viewer.id,
      reason: 'manual',
      context: {},
      at: now,
    });
    const move = { leadId: id, contactCardId, from: lead.status, to: status, at: now };
    await statusEvent(tx, viewer, move);
  }
  return leadAfterWrite(tx, id);
}
