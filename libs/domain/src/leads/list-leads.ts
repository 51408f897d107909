import {
  countVisibleLeads,
  findUserNames,
  findVisibleLeads,
  type LeadFilter,
  type ListedLead,
  type TenantTx,
} from '@otto/db';
import { leadRow } from '../reading/contact-card/rows';
import { fullName } from '../reading/person-name';
import { nextCursor, sliceOfWindow, type WindowRequest } from '../reading/slice';
import { leadScope, type Viewer } from '../reading/viewer';

const DAY_MS = 86_400_000;
/** How far back a list reaches when no dates are given (DOMAIN 6.1). */
const DEFAULT_DAYS = 30;

export interface ListLeadsRequest extends Omit<LeadFilter, 'scope'>, WindowRequest {}

/** Leads that the viewer may see, newest first; those made in the last 30 days by default. */
export async function listLeads(
  tx: TenantTx,
  viewer: Viewer,
  { limit, offset, cursor, ...asked }: ListLeadsRequest,
  now: Date,
) {
  const end = asked.to ?? now;
  const from = asked.from ?? new Date(end.getTime() - DEFAULT_DAYS * DAY_MS);
  return windowOfLeads(tx, { ...asked, from, scope: leadScope(viewer) }, { limit, offset, cursor });
}

/** Leads by their place in the pool, those of any age; a rep sees of the others only their own. */
export async function listLeadPool(
  tx: TenantTx,
  viewer: Viewer,
  { poolStatus, ...window }: WindowRequest & { readonly poolStatus: string },
) {
  return windowOfLeads(tx, { poolStatus, scope: leadScope(viewer) }, window);
}

async function windowOfLeads(tx: TenantTx, filter: LeadFilter, window: WindowRequest) {
  const { limit, offset } = window;
  const leads = await findVisibleLeads(tx, filter, sliceOfWindow(window));
  const total = await countVisibleLeads(tx, filter);
  const names = await findUserNames(
    tx,
    leads.flatMap((lead) => [lead.assignedRepId, ...lead.requestedByRepIds]),
  );
  return {
    leads: leads.map((lead) => listedLead(lead, names)),
    total,
    limit,
    offset,
    nextCursor: nextCursor(leads, limit, ({ createdAt }) => createdAt),
  };
}

function listedLead(lead: ListedLead, names: ReadonlyMap<string, string>) {
  return { ...leadRow(lead, names), customerName: fullName(lead), phone: lead.phone };
}
