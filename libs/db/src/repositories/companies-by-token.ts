import type { Sql } from '../sql';

export interface TokenOwner {
  readonly webhookToken: string;
  readonly companyId: string;
  /** Sealed, comma-separated keys; null when the company has given none. */
  readonly signingKeyEnc: string | null;
}

const FIND_OWNERS = `
  select i.webhook_token as "webhookToken", i.company_id as "companyId", i.signing_key_enc as "signingKeyEnc"
  from company_integrations i join companies c on c.id = i.company_id
  where i.provider = $1 and i.webhook_token = any($2::text[]) and i.status <> 'disabled' and c.active`;

/** The active companies that the webhook tokens belong to; unknown tokens are missing. */
export async function findTokenOwners(
  sql: Sql,
  provider: string,
  tokens: readonly string[],
): Promise<TokenOwner[]> {
  return sql.query<TokenOwner>(FIND_OWNERS, [provider, tokens]);
}

/** Those of the companies that exist and are active. */
export async function findActiveCompanies(
  sql: Sql,
  ids: readonly string[],
): Promise<{ readonly id: string }[]> {
  return sql.query('select id from companies where id = any($1::text[]) and active', [ids]);
}
