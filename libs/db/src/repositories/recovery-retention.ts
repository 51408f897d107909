import type { SystemTx, TenantTx } from '../database';

export interface ExpiredRecovery {
  readonly id: string;
  readonly companyId: string;
}

/** Ended recoveries, across tenants, whose words had to be gone by the time; the oldest first. */
export async function listExpiredRecoveries(
  tx: SystemTx,
  at: Date,
  limit: number,
): Promise<ExpiredRecovery[]> {
  return tx.query<ExpiredRecovery>(
    `select id::text, company_id as "companyId" from missed_call_entries
     where data_retention_expires_at <= $1::timestamptz and processed_at is not null
     order by data_retention_expires_at limit $2`,
    [at, limit],
  );
}

// Ids of calls and users stay: by them the history is told, and a late delivery finds its entry.
const FORGET = `
  with forgotten as (
    update missed_call_entries set
      context = jsonb_strip_nulls(jsonb_build_object(
        'callIds', context -> 'callIds',
        'handOver', nullif(jsonb_strip_nulls(jsonb_build_object('by', context -> 'handOver' -> 'by')), '{}'))),
      data_retention_expires_at = null
    where company_id = $1 and id = any($2::uuid[])
      and processed_at is not null and data_retention_expires_at <= $3::timestamptz
    returning id
  ), attempts as (
    update missed_call_attempts a
    set message_sent = null, response_received = null, intent_analysis = null
    from forgotten where a.company_id = $1 and a.entry_id = forgotten.id
  )
  select id::text from forgotten`;

/**
 * Takes all words out of those of the recoveries that are still due for it, and of their attempts;
 * answers with their ids.
 */
export async function forgetRecoveryWords(
  tx: TenantTx,
  ids: readonly string[],
  at: Date,
): Promise<string[]> {
  const found = await tx.query<{ id: string }>(FORGET, [tx.companyId, ids, at]);
  return found.map(({ id }) => id);
}
