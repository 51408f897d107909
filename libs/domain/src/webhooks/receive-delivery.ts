import { v7 as uuidv7 } from 'uuid';
import { countRepeats, insertDeliveries, type Database } from '@otto/db';
import { createBatcher, type Transaction } from '@otto/db/sql';
import { currentLogContext } from '@otto/observability';
import type {
  Enqueuer,
  EnqueueRequest,
  processShunyaWebhook,
  recordCallrailEvent,
} from '@otto/queues';

/** The tasks that work on a delivery. */
export type DeliveryTask = typeof recordCallrailEvent | typeof processShunyaWebhook;

/** A verified webhook, as it came. */
export interface ReceivedDelivery {
  readonly provider: string;
  readonly event: string;
  /** The same for everything that is the same event; see the web service's table of doors. */
  readonly deliveryKey: string;
  readonly companyId: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly contentType: string;
  /** What works on it; null when nobody can: it is kept, and nothing else happens. */
  readonly task: DeliveryTask | null;
}

/** `accepted` and `ignored` are new; a `duplicate` had been stored before and does nothing. */
export type Receipt = 'accepted' | 'ignored' | 'duplicate';

export type ReceiveDelivery = (delivery: ReceivedDelivery) => Promise<Receipt>;

/**
 * Stores a delivery and the job for it, once, and answers when both are on disk. Deliveries that
 * wait at the same time share one transaction. Throws when PostgreSQL cannot take them.
 */
export function createReceiveDelivery(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
}): ReceiveDelivery {
  const store = createBatcher((batch: readonly TracedDelivery[]) =>
    deps.database.sql.transaction((tx) => storeAll(tx, deps.jobs, batch)),
  );
  return (delivery) => store({ ...delivery, traceId: currentLogContext().traceId });
}

/** Deliveries of many requests share a transaction; each job keeps the trace of its own. */
interface TracedDelivery extends ReceivedDelivery {
  readonly traceId: string | undefined;
}

async function storeAll(
  tx: Transaction,
  jobs: Enqueuer,
  batch: readonly TracedDelivery[],
): Promise<Receipt[]> {
  const rows = batch.map((delivery) => ({
    ...delivery,
    id: uuidv7(),
    status: delivery.task ? ('received' as const) : ('ignored' as const),
  }));
  const stored = await insertDeliveries(tx, rows);
  await countRepeats(
    tx,
    rows.filter((row) => !stored.has(row.id)),
  );
  await jobs.enqueueMany(tx, rows.filter((row) => stored.has(row.id)).flatMap(jobOf));
  return rows.map((row) => {
    if (!stored.has(row.id)) return 'duplicate';
    return row.task ? 'accepted' : 'ignored';
  });
}

function jobOf(row: TracedDelivery & { readonly id: string }): EnqueueRequest[] {
  if (!row.task) return [];
  return [
    {
      task: row.task,
      payload: { deliveryId: row.id },
      ...(row.companyId === null ? {} : { companyId: row.companyId }),
      ...(row.traceId === undefined ? {} : { traceId: row.traceId }),
    },
  ];
}
