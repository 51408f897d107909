import { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

/** What a person may say of a lead. */
export interface LeadFields {
  readonly source?: string | undefined;
  readonly campaign?: string | null | undefined;
  readonly pipelineStage?: string | null | undefined;
  readonly priority?: string | null | undefined;
  readonly score?: number | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly lastContactedAt?: Date | null | undefined;
}

export async function insertLeadWith(
  tx: TenantTx,
  lead: LeadFields & { readonly contactCardId: string; readonly status: string },
): Promise<string> {
  const { contactCardId, status, ...fields } = lead;
  const { id } = await tx.db.lead.create({
    data: { companyId: tx.companyId, contactCardId, status, ...dataOf(fields) },
    select: { id: true },
  });
  return id;
}

/** Changes the named columns of the lead. */
export async function updateLead(
  tx: TenantTx,
  id: string,
  changes: LeadFields & Omit<Prisma.LeadUncheckedUpdateManyInput, keyof LeadFields | 'status'>,
): Promise<void> {
  const { source, campaign, pipelineStage, priority, score, tags, lastContactedAt, ...more } =
    changes;
  const fields = { source, campaign, pipelineStage, priority, score, tags, lastContactedAt };
  await tx.db.lead.updateMany({
    where: { companyId: tx.companyId, id },
    data: { ...more, ...dataOf(fields) },
  });
}

/** Locks the lead until the transaction ends, and reads it as it is then. */
export async function lockLeadRow(tx: TenantTx, id: string) {
  await tx.query(`select 1 from leads where company_id = $1 and id = $2::uuid for no key update`, [
    tx.companyId,
    id,
  ]);
  return tx.db.lead.findFirst({ where: { companyId: tx.companyId, id } });
}

function dataOf({ tags, ...fields }: LeadFields) {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(given) as {
      [K in keyof typeof fields]?: Exclude<(typeof fields)[K], undefined>;
    }),
    ...(tags === undefined ? {} : { tags: tags === null ? Prisma.DbNull : [...tags] }),
  };
}
