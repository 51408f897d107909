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

export interface ConversationOwner {
  /** The claimed company, when it exists and is active. */
  readonly claimed: string | null;
  /** The company that the conversation belongs to; null when there is no such conversation. */
  readonly owner: string | null;
}

const FIND_CONVERSATION_OWNER = `
  select (select id from companies where id = $1 and active) as claimed,
    (select company_id from calls where seq = $2::bigint) as owner`;

/** Compares a company named from outside with the one that our rows name. */
export async function findConversationOwner(
  sql: Sql,
  companyId: string,
  seq: bigint | null,
): Promise<ConversationOwner> {
  const [row] = await sql.query<ConversationOwner>(FIND_CONVERSATION_OWNER, [
    companyId,
    seq === null ? null : String(seq),
  ]);
  return row ?? { claimed: null, owner: null };
}
