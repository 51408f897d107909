import { findLeadInStatus, insertLead, type TenantTx } from '@otto/db';
import { ACTIVE_LEAD_STATUSES } from './lead-status';

type WantedLead = Parameters<typeof insertLead>[1];

/**
 * The contact's active lead, or a new one. The contact card must be locked by the transaction, so
 * that two events of one caller do not both make a lead.
 */
export async function takeActiveLead(tx: TenantTx, lead: WantedLead): Promise<string> {
  return (await findOrAddActiveLead(tx, lead)).id;
}

/** As takeActiveLead, for those who have something to do with a new one only. */
export async function findOrAddActiveLead(
  tx: TenantTx,
  lead: WantedLead,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const active = await findLeadInStatus(tx, lead.contactCardId, ACTIVE_LEAD_STATUSES);
  return active === null
    ? { id: await insertLead(tx, lead), isNew: true }
    : { id: active, isNew: false };
}
