import {
  findVisibleLead,
  insertRepAssignments,
  lockLeadRow,
  updateLead,
  type TenantTx,
} from '@otto/db';
import { DomainError, noSuchRecord } from '../errors';
import { leadScope, type Viewer } from '../reading/viewer';
import type { LeadScene } from './create-lead';
import { leadAfterWrite } from './get-lead';
import { leadNews } from './lead-news';

/** A rep asks for a lead of the pool; asking again changes nothing. */
export async function requestPoolLead(
  tx: TenantTx,
  rep: Viewer,
  id: string,
  { now, publish }: LeadScene,
) {
  if (!(await findVisibleLead(tx, id, leadScope(rep)))) throw noSuchRecord();
  const lead = await lockLeadRow(tx, id);
  if (lead?.poolStatus !== 'in_pool') {
    throw new DomainError('INVALID_STATE', 'The lead is not in the pool any more.');
  }
  if (!lead.requestedByRepIds.includes(rep.id)) {
    await updateLead(tx, id, { requestedByRepIds: [...lead.requestedByRepIds, rep.id] });
    const type = { assignmentType: 'requested', status: 'requested' };
    const at = { requestedAt: now, createdAt: now };
    await insertRepAssignments(tx, [{ leadId: id, repId: rep.id, ...type, ...at }]);
    const { contactCardId } = lead;
    const news = { leadId: id, contactCardId, repId: rep.id, changed: { rep_id: rep.id }, at: now };
    publish(tx, leadNews({ event: 'lead.requested_by_rep', ...news }));
  }
  return leadAfterWrite(tx, id);
}
