import {
  changeLeadStatus,
  findLeadInStatus,
  lockLead,
  setLeadQualifiedAt,
  type LockedLead,
  type TenantTx,
} from '@otto/db';
import type { AnalysedCall } from '../analysis/persist-analysis';
import { leadNews } from './lead-news';
import {
  ACTIVE_LEAD_STATUSES,
  isActiveLead,
  isClosedByPerson,
  type LeadStatus,
} from './lead-status';
import { leadStatusFromAnalysis } from './lead-status-from-analysis';

/**
 * Moves the call's lead to where the labels put it, with a line of history when that is a change.
 * A lead that a person closed stays closed, and one that has had a successor is not revived.
 */
export async function applyToLead(
  tx: TenantTx,
  { call, analysis, shunyaJobId, at, publish }: AnalysedCall,
): Promise<void> {
  const toStatus = leadStatusFromAnalysis(analysis);
  if (call.leadId === null || toStatus === null) return;
  const lead = await lockLead(tx, call.leadId);
  if (!lead || isClosedByPerson(lead.status, lead.lastTriggeredBy)) return;
  await setLeadQualifiedAt(tx, call.leadId, at);
  if (lead.status === toStatus) return;
  if (await hasSuccessor(tx, lead, toStatus, call.contactCardId)) return;
  await changeLeadStatus(tx, {
    leadId: call.leadId,
    fromStatus: lead.status,
    toStatus,
    triggeredBy: 'shunya',
    reason: 'call_analysis',
    context: { callId: call.id, shunyaJobId },
    at,
  });
  publish(
    tx,
    leadNews({
      event: 'lead.updated',
      leadId: call.leadId,
      contactCardId: call.contactCardId,
      repId: lead.assignedRepId,
      changed: { from: lead.status, to: toStatus },
      at,
    }),
  );
}

/** Whether moving the lead back among the active ones would make it the contact's second. */
async function hasSuccessor(
  tx: TenantTx,
  lead: LockedLead,
  toStatus: LeadStatus,
  contactCardId: string,
): Promise<boolean> {
  if (isActiveLead(lead.status) || !isActiveLead(toStatus)) return false;
  return (await findLeadInStatus(tx, contactCardId, ACTIVE_LEAD_STATUSES)) !== null;
}
