import type { TenantTx } from '../database';

export interface Caller {
  /** E.164. */
  readonly phone: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly source: string;
}

const UPSERT = `
  insert into contact_cards (company_id, primary_phone, first_name, last_name, source, updated_at)
  values ($1, $2, $3, $4, $5, now())
  on conflict (company_id, primary_phone) do update set
    first_name = case when contact_cards.first_name is null and contact_cards.last_name is null
      then excluded.first_name else contact_cards.first_name end,
    last_name = case when contact_cards.first_name is null and contact_cards.last_name is null
      then excluded.last_name else contact_cards.last_name end,
    updated_at = now()
  returning id::text`;

/**
 * The id of the caller's card, new or not; a name is taken only where there is none. The card stays
 * locked until the transaction ends, so that one caller's events are handled one after the other.
 */
export async function upsertContactCard(tx: TenantTx, caller: Caller): Promise<string> {
  const { phone, firstName, lastName, source } = caller;
  const values = [tx.companyId, phone, firstName, lastName, source];
  const [row] = await tx.query<{ id: string }>(UPSERT, values);
  if (!row) throw new Error('the contact card was neither inserted nor found');
  return row.id;
}

const LOCK = `
  select address from contact_cards where company_id = $1 and id = $2::uuid for no key update`;

/** Locks the card until the transaction ends; answers what it says of the address. */
export async function lockContactCard(
  tx: TenantTx,
  id: string,
): Promise<{ readonly address: string | null } | null> {
  const [row] = await tx.query<{ address: string | null }>(LOCK, [tx.companyId, id]);
  return row ?? null;
}

/** Sets the address of a card that has none. */
export async function fillContactAddress(tx: TenantTx, id: string, address: string): Promise<void> {
  await tx.db.contactCard.updateMany({
    where: { companyId: tx.companyId, id, address: null },
    data: { address },
  });
}

/** Sets the e-mail address of a card that has none. */
export async function fillContactEmail(tx: TenantTx, id: string, email: string): Promise<void> {
  await tx.db.contactCard.updateMany({
    where: { companyId: tx.companyId, id, email: null },
    data: { email },
  });
}

const LOCK_BY_EMAIL = `
  select id::text from contact_cards where company_id = $1 and email = $2
  order by created_at, id limit 1 for no key update`;

/** The oldest card with this e-mail address, locked until the transaction ends, or null. */
export async function lockContactCardByEmail(tx: TenantTx, email: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(LOCK_BY_EMAIL, [tx.companyId, email]);
  return row?.id ?? null;
}
