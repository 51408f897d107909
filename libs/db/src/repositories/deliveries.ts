import type { SystemTx, TenantTx } from '../database';
import { planOnce, type Sql } from '../sql';

export interface NewDelivery {
  readonly id: string;
  readonly provider: string;
  readonly event: string;
  readonly deliveryKey: string;
  readonly companyId: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly contentType: string;
  /** `rejected` is genuine but makes no sense; `error` then says why. */
  readonly status: 'received' | 'ignored' | 'rejected';
  readonly error: string | null;
  /** How often it has come. */
  readonly attempts: number;
  /** The number of the conversation that it claims to be about; null when it names none. */
  readonly conversationSeq: bigint | null;
}

export interface StoredDeliveries {
  /** Ids of those that are new. */
  readonly stored: ReadonlySet<string>;
  /** Ids of those that name a conversation of another company; they are not stored. */
  readonly foreign: ReadonlySet<string>;
}

/** An insert that belongs to the same statement. */
export interface InsertBeside {
  /** Its text without `returning`, with parameters from `$<first>` on, for rows that meet `condition`. */
  insert(first: number, condition: string): string;
  readonly values: readonly unknown[];
}

const PARAMETERS = 13;
/** Of the rows beside, which are called `job`, those whose delivery is new. */
const OF_NEW = `(job.payload ->> 'deliveryId')::uuid in (select id from delivery)`;

const storeStatement = (beside: InsertBeside) => `
  with given as (
    select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::text[],
      $8::text[], $9::text[], $10::int[], $11::bigint[], $12::int[])
      with ordinality as row(id, provider, event, delivery_key, company_id, headers, content_type, status,
        error, attempts, seq, body_end, position)
  ), conversation as not materialized (
    select seq, company_id from calls union all select seq, company_id from recording_sessions
  ), alien as (
    select given.id from given join conversation using (seq)
    where given.company_id is distinct from conversation.company_id
  ), delivery as (
    insert into deliveries (id, provider, event, delivery_key, company_id, headers, body, content_type,
      status, error, attempts)
    select id, provider, event, delivery_key, company_id, headers,
      substring($13::bytea from coalesce(($12::int[])[position - 1], 0) + 1
        for body_end - coalesce(($12::int[])[position - 1], 0)),
      content_type, status, error, attempts
    from given where id not in (select id from alien)
    on conflict (provider, delivery_key) do update
      set attempts = deliveries.attempts + excluded.attempts, last_seen_at = now()
    returning id
  ), job as (${beside.insert(PARAMETERS + 1, OF_NEW)})
  select id::text, false as "isForeign" from delivery
  union all select id::text, true from alien`;

/**
 * Stores deliveries and the jobs for those that are new by one statement; of those stored before it
 * notes that they came again. The keys must differ within one call. Rows are written in the order of
 * their keys, so that two processes with the same ones cannot deadlock.
 */
export async function storeDeliveries(
  sql: Sql,
  deliveries: readonly NewDelivery[],
  jobs: InsertBeside,
): Promise<StoredDeliveries> {
  const rows = [...deliveries].sort(byKey);
  const column = <K extends keyof NewDelivery>(name: K) => rows.map((row) => row[name]);
  const values = [
    column('id'),
    column('provider'),
    column('event'),
    column('deliveryKey'),
    column('companyId'),
    rows.map((row) => JSON.stringify(row.headers)),
    column('contentType'),
    column('status'),
    column('error'),
    column('attempts'),
    rows.map((row) => row.conversationSeq?.toString() ?? null),
    endsOf(rows),
    // One value in binary; an array of them would travel, and be read, as text of twice its size.
    Buffer.concat(column('body')),
    ...jobs.values,
  ];
  const seen = await sql.query<SeenRow>(planOnce(storeStatement(jobs)), values);
  const ids = (isForeign: boolean) =>
    new Set(seen.filter((row) => row.isForeign === isForeign).map((row) => row.id));
  // Of one that came again, the statement tells the id under which it was stored.
  const present = ids(false);
  const stored = new Set(rows.map((row) => row.id).filter((id) => present.has(id)));
  return { stored, foreign: ids(true) };
}

interface SeenRow {
  readonly id: string;
  readonly isForeign: boolean;
}

/** Where each body ends when all are one after the other. */
function endsOf(rows: readonly NewDelivery[]): number[] {
  let end = 0;
  return rows.map((row) => (end += row.body.length));
}

function byKey(a: NewDelivery, b: NewDelivery): number {
  return compare(a.provider, b.provider) || compare(a.deliveryKey, b.deliveryKey);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
