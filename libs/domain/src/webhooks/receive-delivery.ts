import { v7 as uuidv7 } from 'uuid';
import { storeDeliveries, type Database, type NewDelivery } from '@otto/db';
import { createBatcher } from '@otto/db/sql';
import { currentLogContext } from '@otto/observability';
import type { Enqueuer, EnqueueRequest, recordCallrailEvent, TaskSpec } from '@otto/queues';

/** A task that works on a delivery. */
export type DeliveryTask = TaskSpec<string, (typeof recordCallrailEvent)['payload']>;

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
  /** Why it makes no sense. It is kept to be looked at, and has no task. */
  readonly rejectedFor?: string;
  /** The number of the conversation that it claims to be about. */
  readonly conversationSeq?: bigint | null;
}

/**
 * What is new is `accepted`, `ignored` or `rejected`; a `duplicate` had been stored before. One that
 * names a conversation of another company is `foreign` and not stored.
 */
export type Receipt = 'accepted' | 'ignored' | 'rejected' | 'duplicate' | 'foreign';

export type ReceiveDelivery = (delivery: ReceivedDelivery) => Promise<Receipt>;

/** Bodies of up to 1 MB each share a statement. */
const MAX_ITEMS = 100;
const RECEIPTS = { received: 'accepted', ignored: 'ignored', rejected: 'rejected' } as const;

/**
 * Stores a delivery and the job for it, once, and answers when both are on disk. It is one round
 * trip, which deliveries that wait at the same time share. Throws when PostgreSQL cannot take them.
 */
export function createReceiveDelivery(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
}): ReceiveDelivery {
  const store = createBatcher((batch: readonly TracedDelivery[]) => storeAll(deps, batch), {
    maxItems: MAX_ITEMS,
  });
  return (delivery) => store({ ...delivery, traceId: currentLogContext().traceId });
}

/** Deliveries of many requests share a statement; each job keeps the trace of its own. */
interface TracedDelivery extends ReceivedDelivery {
  readonly traceId: string | undefined;
}

/** What is to be stored for those of a batch that are the same event. */
interface Row extends NewDelivery {
  readonly members: readonly [TracedDelivery, ...TracedDelivery[]];
}

async function storeAll(
  { database, jobs }: { readonly database: Database; readonly jobs: Enqueuer },
  batch: readonly TracedDelivery[],
): Promise<Receipt[]> {
  const rows = rowsOf(batch);
  const prepared = jobs.prepare(rows.flatMap(jobOf));
  const { stored, foreign } = await storeDeliveries(database.sql, rows, prepared);
  prepared.handOver(({ payload }) => stored.has((payload as JobPayload).deliveryId));
  const receipts = new Map<TracedDelivery, Receipt>();
  for (const { id, members, status } of rows) {
    const later: Receipt = foreign.has(id) ? 'foreign' : 'duplicate';
    members.forEach((member, index) =>
      receipts.set(member, index === 0 && stored.has(id) ? RECEIPTS[status] : later),
    );
  }
  return batch.map((delivery) => receipts.get(delivery) as Receipt);
}

interface JobPayload {
  readonly deliveryId: string;
}

function rowsOf(batch: readonly TracedDelivery[]): Row[] {
  const byKey = new Map<string, [TracedDelivery, ...TracedDelivery[]]>();
  for (const delivery of batch) {
    const key = JSON.stringify([delivery.provider, delivery.deliveryKey]);
    const members = byKey.get(key);
    if (members) members.push(delivery);
    else byKey.set(key, [delivery]);
  }
  return [...byKey.values()].map(rowOf);
}

function rowOf(members: readonly [TracedDelivery, ...TracedDelivery[]]): Row {
  const [first] = members;
  const { rejectedFor, task, conversationSeq = null } = first;
  return {
    ...first,
    conversationSeq,
    members,
    id: uuidv7(),
    status: rejectedFor !== undefined ? 'rejected' : task ? 'received' : 'ignored',
    error: rejectedFor ?? null,
    attempts: members.length,
  };
}

function jobOf({ id, status, members: [first] }: Row): EnqueueRequest[] {
  const { task, companyId, traceId } = first;
  if (!task || status !== 'received') return [];
  return [
    {
      task,
      payload: { deliveryId: id },
      ...(companyId === null ? {} : { companyId }),
      ...(traceId === undefined ? {} : { traceId }),
    },
  ];
}
