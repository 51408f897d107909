import type { TenantTx } from '../database';

const FIND = `
  select 1 from leads
  where company_id = $1 and id = $2::uuid and ($3::text is null or assigned_rep_id = $3)`;

/** Whether the company has the lead and, where a rep is named, it is assigned to them. */
export async function isLeadOfRep(
  tx: TenantTx,
  leadId: string,
  repId: string | null,
): Promise<boolean> {
  return (await tx.query(FIND, [tx.companyId, leadId, repId])).length > 0;
}
