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

/** Rejects the mails that wait to go to the address. */
export async function rejectMailDrafts(tx: TenantTx, email: string): Promise<void> {
  await tx.query(
    `update follow_up_drafts d set status = 'rejected', error_code = 'opted_out', updated_at = now()
     from contact_cards c
     where d.company_id = $1 and d.draft_type = 'email' and d.status in ('pending', 'approved')
       and c.company_id = $1 and c.id = d.contact_card_id and lower(c.email) = lower($2)`,
    [tx.companyId, email],
  );
}
