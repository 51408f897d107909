import { findLeadInStatus, insertLead, type TenantTx } from '@otto/db';
import { ACTIVE_LEAD_STATUSES } from './lead-status';

/**
 * The contact's active lead, or a new one. The contact card must be locked by the transaction, so
 * that two events of one caller do not both make a lead.
 */
export async function takeActiveLead(
  tx: TenantTx,
  lead: { readonly contactCardId: string; readonly source: string; readonly at: Date },
): Promise<string> {
  const active = await findLeadInStatus(tx, lead.contactCardId, ACTIVE_LEAD_STATUSES);
  return active ?? insertLead(tx, lead);
}
