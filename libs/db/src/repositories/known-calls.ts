import type { TenantTx } from '../database';

/** A call as its provider lists it. */
export interface ListedCall {
  readonly providerCallId: string;
  readonly customerPhone: string | null;
  readonly startedAt: Date | null;
}

/** What the tenant has of a listed call. */
export interface KnownCall {
  /** The id in the list. */
  readonly listedId: string;
  /** The id that the tenant has it by. */
  readonly providerCallId: string;
  readonly status: string;
  readonly endedAt: Date | null;
}

/** Events may name a call by a number that the list does not tell: who called when then tells. */
const KNOWN = `
  with listed as (
    select * from unnest($3::text[], $4::text[], $5::text[]::timestamptz[]) as row(id, phone, at)
  )
  select listed.id as "listedId", c.provider_call_id as "providerCallId", c.status, c.ended_at as "endedAt"
  from listed join calls c on c.company_id = $1 and c.provider = $2 and c.provider_call_id = listed.id
  union all
  select listed.id, c.provider_call_id, c.status, c.ended_at
  from listed join calls c on c.company_id = $1 and c.provider = $2
    and c.started_at between listed.at - interval '1 second' and listed.at + interval '1 second'
    and listed.phone in (c.from_number, c.to_number) and c.provider_call_id ~ '^[0-9]+$'
    and c.provider_call_id <> listed.id`;

/** Those of the listed calls that the tenant has. */
export async function findKnownCalls(
  tx: TenantTx,
  provider: string,
  calls: readonly ListedCall[],
): Promise<KnownCall[]> {
  return tx.query<KnownCall>(KNOWN, [
    tx.companyId,
    provider,
    calls.map(({ providerCallId }) => providerCallId),
    calls.map(({ customerPhone }) => customerPhone),
    calls.map(({ startedAt }) => startedAt?.toISOString() ?? null),
  ]);
}
