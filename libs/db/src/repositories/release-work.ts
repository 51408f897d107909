import type { SystemTx, TenantTx } from '../database';

/** Gives a person's open leads back to the pool and takes the name off what is left to do. */
export async function releaseWorkOf(
  tx: SystemTx | TenantTx,
  { companyId, id }: { readonly companyId: string; readonly id: string },
  activeLeadStatuses: readonly string[],
): Promise<void> {
  await tx.db.lead.updateMany({
    where: { companyId, assignedRepId: id, status: { in: [...activeLeadStatuses] } },
    data: { assignedRepId: null, poolStatus: 'in_pool' },
  });
  await tx.db.task.updateMany({
    where: { companyId, assigneeId: id, status: { in: ['open', 'overdue'] } },
    data: { assigneeId: null },
  });
}
