import type { TenantTx } from '../database';

export interface ConsentChange {
  /** E.164. */
  readonly phone: string;
  readonly state: 'opted_in' | 'opted_out';
  readonly keyword: string | null;
  readonly source: 'keyword' | 'wording' | 'carrier' | 'staff';
  readonly changedAt: Date;
}

const UPSERT = `
  insert into sms_consents (company_id, phone, state, keyword, source, changed_at)
  values ($1, $2, $3, $4, $5, $6::timestamptz)
  on conflict (company_id, phone) do update set state = excluded.state, keyword = excluded.keyword,
    source = excluded.source, changed_at = excluded.changed_at
  where sms_consents.changed_at <= excluded.changed_at
  returning state`;

/** Notes what the owner of a phone wants; earlier news than what is known changes nothing. */
export async function putConsent(tx: TenantTx, change: ConsentChange): Promise<boolean> {
  const { phone, state, keyword, source, changedAt } = change;
  const values = [tx.companyId, phone, state, keyword, source, changedAt];
  return (await tx.query(UPSERT, values)).length > 0;
}

/** What the owner of the phone has said last; null when nothing. */
export async function findConsent(
  tx: TenantTx,
  phone: string,
): Promise<'opted_in' | 'opted_out' | null> {
  const found = await tx.db.smsConsent.findFirst({
    where: { companyId: tx.companyId, phone },
    select: { state: true },
  });
  return (found?.state ?? null) as 'opted_in' | 'opted_out' | null;
}
