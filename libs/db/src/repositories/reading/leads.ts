import type { TenantTx } from '../../database';
import type { Prisma } from '../../generated/client';
import { addEarlierThan, type Slice } from './keyset';
import { createConditions } from './conditions';
import { addContactSearch } from './contact-search';
import type { LeadRecord } from './contact-records';

/** Whose leads may be seen; empty means all of the company's. */
export interface LeadScope {
  /** Only leads of this rep and those in the pool. */
  readonly repId?: string;
}

export interface LeadFilter {
  readonly scope: LeadScope;
  readonly statuses?: readonly string[] | undefined;
  readonly poolStatus?: string | undefined;
  readonly repId?: string | undefined;
  readonly source?: string | undefined;
  readonly search?: string | undefined;
  /** When the lead was made. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** A lead with the name and number of its contact. */
export interface ListedLead extends LeadRecord {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string;
}

const COLUMNS = `
  l.id::text, l.company_id as "companyId", l.contact_card_id::text as "contactCardId", l.status, l.source,
  l.revived_by_otto as "revivedByOtto", l.priority, l.score, l.tags, l.campaign,
  l.pipeline_stage as "pipelineStage", l.last_contacted_at as "lastContactedAt",
  l.last_qualified_at as "lastQualifiedAt", l.deal_status as "dealStatus",
  l.deal_size_cents as "dealSizeCents", l.deal_summary as "dealSummary", l.closed_at as "closedAt",
  l.assigned_rep_id as "assignedRepId", l.assigned_at as "assignedAt", l.assigned_by as "assignedBy",
  l.pool_status as "poolStatus", l.requested_by_rep_ids as "requestedByRepIds",
  l.created_at as "createdAt", l.updated_at as "updatedAt",
  k.first_name as "firstName", k.last_name as "lastName", k.primary_phone as phone`;

/** Leads that the filter lets through, newest first. Contacts are looked up for this slice only. */
export async function findVisibleLeads(
  tx: TenantTx,
  filter: LeadFilter,
  { limit, offset, after }: Slice,
): Promise<ListedLead[]> {
  const conditions = conditionsOf(tx, filter);
  addEarlierThan(conditions, ['l.created_at', 'l.id'], after);
  const { where, values } = conditions;
  const at = values.length;
  return tx.query<ListedLead>(
    `select ${COLUMNS}
     from (select * from leads l where ${where}
       order by l.created_at desc, l.id desc limit $${at + 1} offset $${at + 2}) l
     join contact_cards k on k.company_id = l.company_id and k.id = l.contact_card_id
     order by l.created_at desc, l.id desc`,
    [...values, limit, offset],
  );
}

export async function countVisibleLeads(tx: TenantTx, filter: LeadFilter): Promise<number> {
  const { where, values } = conditionsOf(tx, filter);
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from leads l where ${where}`,
    values,
  );
  return row?.count ?? 0;
}

/** The lead with its contact, when it is the company's and within the scope; null otherwise. */
export async function findVisibleLead(tx: TenantTx, id: string, { repId }: LeadScope) {
  const own: Prisma.LeadWhereInput =
    repId === undefined ? {} : { OR: [{ assignedRepId: repId }, { poolStatus: 'in_pool' }] };
  return tx.db.lead.findFirst({
    where: { companyId: tx.companyId, id, ...own },
    include: { contact: true },
  });
}

function conditionsOf(tx: TenantTx, filter: LeadFilter) {
  const conditions = createConditions();
  const equals = (column: string, value: unknown): void => {
    if (value !== undefined) conditions.add(`${column} = ?`, value);
  };
  equals('l.company_id', tx.companyId);
  if (filter.scope.repId !== undefined)
    conditions.add(`l.assigned_rep_id = ? or l.pool_status = 'in_pool'`, filter.scope.repId);
  if (filter.statuses) conditions.add('l.status = any(?::text[])', [...filter.statuses]);
  equals('l.pool_status', filter.poolStatus);
  equals('l.assigned_rep_id', filter.repId);
  equals('l.source', filter.source);
  if (filter.from) conditions.add('l.created_at >= ?::timestamptz', filter.from.toISOString());
  if (filter.to) conditions.add('l.created_at <= ?::timestamptz', filter.to.toISOString());
  if (filter.search !== undefined) addContactSearch(conditions, 'l.contact_card_id', filter.search);
  return conditions;
}
