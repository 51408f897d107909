import type { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

/** The contact's lead in one of the given statuses, or null; the index allows at most one active. */
export async function findLeadInStatus(
  tx: TenantTx,
  contactCardId: string,
  statuses: readonly string[],
): Promise<string | null> {
  const lead = await tx.db.lead.findFirst({
    where: { companyId: tx.companyId, contactCardId, status: { in: [...statuses] } },
    select: { id: true },
  });
  return lead?.id ?? null;
}

/** Adds a lead with status `new`. */
export async function insertLead(
  tx: TenantTx,
  lead: {
    readonly contactCardId: string;
    readonly source: string;
    readonly at: Date;
    readonly tags?: readonly string[];
  },
): Promise<string> {
  const { id } = await tx.db.lead.create({
    data: {
      companyId: tx.companyId,
      contactCardId: lead.contactCardId,
      source: lead.source,
      lastContactedAt: lead.at,
      ...(lead.tags ? { tags: [...lead.tags] } : {}),
    },
    select: { id: true },
  });
  return id;
}

export interface LockedLead {
  readonly status: string;
  readonly assignedRepId: string | null;
  /** Who moved it last: a user id, `otto` or `shunya`; null when it was never moved. */
  readonly lastTriggeredBy: string | null;
}

const LOCK = `
  select l.status, l.assigned_rep_id as "assignedRepId", (select h.triggered_by from lead_status_history h
    where h.company_id = l.company_id and h.lead_id = l.id
    order by h.created_at desc, h.id desc limit 1) as "lastTriggeredBy"
  from leads l where l.company_id = $1 and l.id = $2::uuid for no key update of l`;

/** Locks the lead until the transaction ends. */
export async function lockLead(tx: TenantTx, id: string): Promise<LockedLead | null> {
  const [row] = await tx.query<LockedLead>(LOCK, [tx.companyId, id]);
  return row ?? null;
}

export interface LeadChange {
  readonly leadId: string;
  /** Null for a lead that begins so. */
  readonly fromStatus: string | null;
  readonly toStatus: string;
  readonly triggeredBy: string;
  readonly reason: string;
  readonly context: Prisma.InputJsonObject;
  readonly at: Date;
}

const MOVE = `
  update leads set status = $3, updated_at = now(),
    closed_at = case when $3 like 'closed%' then $4::timestamptz end,
    pool_status = case when $3 like 'closed%' then 'closed'
      when pool_status <> 'closed' then pool_status
      when assigned_rep_id is null then 'in_pool' else 'assigned' end
  where company_id = $1 and id = $2::uuid`;

/** Moves the lead and writes down the move. A closed lead leaves the pool until it is opened again. */
export async function changeLeadStatus(tx: TenantTx, change: LeadChange): Promise<void> {
  const { leadId, at, toStatus, ...history } = change;
  await tx.query(MOVE, [tx.companyId, leadId, toStatus, at]);
  await tx.db.leadStatusHistory.create({
    data: { ...history, toStatus, leadId, companyId: tx.companyId, createdAt: at },
  });
}

/** Notes that an analysis has judged the lead. */
export async function setLeadQualifiedAt(tx: TenantTx, id: string, at: Date): Promise<void> {
  await tx.db.lead.updateMany({
    where: { companyId: tx.companyId, id },
    data: { lastQualifiedAt: at },
  });
}

/** Whose lead it is. */
export async function findContactOfLead(tx: TenantTx, id: string): Promise<string | null> {
  const lead = await tx.db.lead.findFirst({
    where: { companyId: tx.companyId, id },
    select: { contactCardId: true },
  });
  return lead?.contactCardId ?? null;
}
