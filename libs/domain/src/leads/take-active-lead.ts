import { findLeadInStatus, insertLead, type TenantTx } from '@otto/db';
import type { Publish } from '../live';
import { leadNews } from './lead-news';
import { ACTIVE_LEAD_STATUSES } from './lead-status';

type WantedLead = Parameters<typeof insertLead>[1];

/**
 * The contact's active lead, or a new one. The contact card must be locked by the transaction, so
 * that two events of one caller do not both make a lead.
 */
export async function takeActiveLead(
  tx: TenantTx,
  publish: Publish,
  lead: WantedLead,
): Promise<string> {
  return (await findOrAddActiveLead(tx, publish, lead)).id;
}

/** As takeActiveLead, for those who have something to do with a new one only. */
export async function findOrAddActiveLead(
  tx: TenantTx,
  publish: Publish,
  lead: WantedLead,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const active = await findLeadInStatus(tx, lead.contactCardId, ACTIVE_LEAD_STATUSES);
  if (active !== null) return { id: active, isNew: false };
  const leadId = await insertLead(tx, lead);
  const { contactCardId, source, at } = lead;
  publish(tx, leadNews({ event: 'lead.created', leadId, contactCardId, changed: { source }, at }));
  return { id: leadId, isNew: true };
}
