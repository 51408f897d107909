import type { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

export type NewEvent = Omit<Prisma.EventLogCreateManyInput, 'companyId' | 'id'> & {
  readonly uniqueKey: string;
};

/** Adds entries to the timeline, those whose unique key is there already left out. */
export async function insertEvents(tx: TenantTx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.db.eventLog.createMany({
    data: events.map((event) => ({ ...event, companyId: tx.companyId })),
    skipDuplicates: true,
  });
}

/** Whether the timeline has the entry with this key already. */
export async function hasEvent(tx: TenantTx, uniqueKey: string): Promise<boolean> {
  const where = { companyId: tx.companyId, uniqueKey };
  return (await tx.db.eventLog.count({ where })) > 0;
}
