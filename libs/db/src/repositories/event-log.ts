import type { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

export type NewEvent = Omit<Prisma.EventLogCreateManyInput, 'companyId' | 'id'> & {
  readonly uniqueKey: string;
};

/**
 * Adds entries to the timeline, those whose unique key is there already left out; answers with the
 * keys of the new ones.
 */
export async function insertEvents(
  tx: TenantTx,
  events: readonly NewEvent[],
): Promise<ReadonlySet<string | null>> {
  if (events.length === 0) return new Set();
  const added = await tx.db.eventLog.createManyAndReturn({
    data: events.map((event) => ({ ...event, companyId: tx.companyId })),
    select: { uniqueKey: true },
    skipDuplicates: true,
  });
  return new Set(added.map(({ uniqueKey }) => uniqueKey));
}

/** Whether the timeline has the entry with this key already. */
export async function hasEvent(tx: TenantTx, uniqueKey: string): Promise<boolean> {
  const where = { companyId: tx.companyId, uniqueKey };
  return (await tx.db.eventLog.count({ where })) > 0;
}
