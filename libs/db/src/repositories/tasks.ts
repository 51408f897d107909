import type { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

export type TaskToInsert = Omit<Prisma.TaskCreateManyInput, 'companyId' | 'id'>;

/** Adds the tasks whose unique key no task that is not cancelled has; answers those added. */
export async function insertNewTasks(tx: TenantTx, tasks: readonly TaskToInsert[]) {
  return tx.db.task.createManyAndReturn({
    data: tasks.map((task) => ({ ...task, companyId: tx.companyId })),
    select: { id: true, actionType: true, assignedTo: true, assigneeId: true },
    skipDuplicates: true,
  });
}
