import type { SystemTx, TenantTx } from '../database';
import type { Transaction } from '../sql';

export interface NewDelivery {
  readonly id: string;
  readonly provider: string;
  readonly event: string;
  readonly deliveryKey: string;
  readonly companyId: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly contentType: string;
  readonly status: 'received' | 'ignored';
}

const INSERT = `
  insert into deliveries (id, provider, event, delivery_key, company_id, headers, body, content_type, status)
  select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::bytea[],
    $8::text[], $9::text[])
  on conflict (provider, delivery_key) do nothing
  returning id::text`;

/**
 * Stores many deliveries by one statement and answers the ids of those that are new. They are
 * written in the order of their keys, so that two processes with the same ones cannot deadlock.
 */
export async function insertDeliveries(
  tx: Transaction,
  deliveries: readonly NewDelivery[],
): Promise<Set<string>> {
  const rows = [...deliveries].sort(byKey);
  const column = <K extends keyof NewDelivery>(name: K) => rows.map((row) => row[name]);
  const inserted = await tx.query<{ id: string }>(INSERT, [
    column('id'),
    column('provider'),
    column('event'),
    column('deliveryKey'),
    column('companyId'),
    rows.map((row) => JSON.stringify(row.headers)),
    column('body'),
    column('contentType'),
    column('status'),
  ]);
  return new Set(inserted.map((row) => row.id));
}

function byKey(a: NewDelivery, b: NewDelivery): number {
  return compare(a.provider, b.provider) || compare(a.deliveryKey, b.deliveryKey);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface RepeatedDelivery {
  readonly provider: string;
  readonly deliveryKey: string;
}

const COUNT_REPEATS = `
  with repeats as (
    select provider, delivery_key, count(*)::int as times
    from unnest($1::text[], $2::text[]) as repeat(provider, delivery_key)
    group by provider, delivery_key
  ), seen as (
    select d.id, r.times from deliveries d join repeats r using (provider, delivery_key)
    order by d.provider collate "C", d.delivery_key collate "C" for update of d
  )
  update deliveries d set attempts = d.attempts + seen.times, last_seen_at = now()
  from seen where d.id = seen.id`;

/** Notes on the stored deliveries that the provider has sent them again. */
export async function countRepeats(
  tx: Transaction,
  repeats: readonly RepeatedDelivery[],
): Promise<void> {
  if (repeats.length === 0) return;
  await tx.query(COUNT_REPEATS, [
    repeats.map((repeat) => repeat.provider),
    repeats.map((repeat) => repeat.deliveryKey),
  ]);
}

/** The delivery with its body, or null; inside a tenant only the tenant's own. */
export async function findDelivery(tx: TenantTx | SystemTx, id: string) {
  return tx.db.delivery.findFirst({ where: { id, ...own(tx) } });
}

/** Records what became of a delivery. */
export async function finishDelivery(
  tx: TenantTx | SystemTx,
  id: string,
  outcome: {
    readonly status: 'processed' | 'failed' | 'ignored' | 'unroutable';
    readonly error?: string;
  },
): Promise<void> {
  await tx.db.delivery.updateMany({
    where: { id, ...own(tx) },
    data: { status: outcome.status, error: outcome.error ?? null, processedAt: new Date() },
  });
}

function own(tx: TenantTx | SystemTx): { companyId?: string } {
  return tx.companyId === null ? {} : { companyId: tx.companyId };
}
