import type { Sql } from '../sql';

export interface AccountOwner {
  readonly accountRef: string;
  readonly companyId: string;
  /** Sealed, comma-separated keys; null when none are stored apart from the credentials. */
  readonly signingKeyEnc: string | null;
  readonly credentialsEnc: string;
}

const FIND_OWNERS = `
  select i.account_ref as "accountRef", i.company_id as "companyId",
    i.signing_key_enc as "signingKeyEnc", i.credentials_enc as "credentialsEnc"
  from company_integrations i join companies c on c.id = i.company_id
  where i.provider = $1 and i.account_ref = any($2::text[]) and i.status <> 'disabled' and c.active`;

/** The active companies that the provider's accounts belong to; unknown accounts are missing. */
export async function findAccountOwners(
  sql: Sql,
  provider: string,
  accountRefs: readonly string[],
): Promise<AccountOwner[]> {
  return sql.query<AccountOwner>(FIND_OWNERS, [provider, accountRefs]);
}

export interface NumberOwner {
  readonly e164: string;
  readonly companyId: string;
}

const FIND_NUMBERS = `
  select n.e164, n.company_id as "companyId"
  from phone_numbers n join companies c on c.id = n.company_id
  where n.e164 = any($1::text[]) and n.active and c.active`;

/** The active companies that own the numbers; unknown numbers are missing. */
export async function findNumberOwners(
  sql: Sql,
  numbers: readonly string[],
): Promise<NumberOwner[]> {
  return sql.query<NumberOwner>(FIND_NUMBERS, [numbers]);
}

export interface Reception {
  readonly companyId: string;
  readonly name: string;
  readonly requiresRecordingConsent: boolean;
  /** As it was typed. */
  readonly phone: string | null;
  /** The company's own lines, where people can be rung. */
  readonly mainNumbers: readonly string[];
}

const FIND_RECEPTIONS = `
  select c.id as "companyId", c.name, c.phone, c.require_recording_consent as "requiresRecordingConsent",
    array(select e164 from phone_numbers n where n.company_id = c.id and n.kind = 'main' and n.active
      order by e164) as "mainNumbers"
  from companies c where c.id = any($1::text[]) and c.active`;

/** How the active ones of the companies want calls to be taken. */
export async function findReceptions(
  sql: Sql,
  companyIds: readonly string[],
): Promise<Reception[]> {
  return sql.query<Reception>(FIND_RECEPTIONS, [companyIds]);
}
