import type { TenantTx } from '../database';

/** Notes that the owner of the address wants no more mails; false when that was known. */
export async function putEmailOptOut(tx: TenantTx, email: string): Promise<boolean> {
  const added = await tx.query(
    `insert into email_opt_outs (company_id, email) values ($1, lower($2))
     on conflict do nothing returning 1`,
    [tx.companyId, email],
  );
  return added.length > 0;
}

/** Whether the owner of the address wants no more mails of the company. */
export async function hasEmailOptOut(tx: TenantTx, email: string): Promise<boolean> {
  const found = await tx.query(
    `select 1 from email_opt_outs where company_id = $1 and email = lower($2)`,
    [tx.companyId, email],
  );
  return found.length > 0;
}
