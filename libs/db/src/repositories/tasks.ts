import type { Prisma } from '../generated/client';
import type { SystemTx, TenantTx } from '../database';

export type TaskToInsert = Omit<Prisma.TaskCreateManyInput, 'companyId' | 'id'>;

/** Adds the tasks whose unique key no task that is not cancelled has; answers those added. */
export async function insertNewTasks(tx: TenantTx, tasks: readonly TaskToInsert[]) {
  return tx.db.task.createManyAndReturn({
    data: tasks.map((task) => ({ ...task, companyId: tx.companyId })),
    select: { id: true, actionType: true, assignedTo: true, assigneeId: true },
    skipDuplicates: true,
  });
}

/** Whether the contact has a task of the kind that is neither done nor cancelled. */
export async function hasOpenTask(
  tx: TenantTx,
  contactCardId: string,
  kind: Pick<TaskToInsert, 'source' | 'actionType' | 'contactMethod'>,
): Promise<boolean> {
  const where = {
    ...kind,
    companyId: tx.companyId,
    contactCardId,
    status: { in: ['open', 'overdue'] },
  };
  return (await tx.db.task.count({ where })) > 0;
}

/** Marks open tasks of all companies whose time was over by then; says how many. */
export async function markTasksOverdue(tx: SystemTx, by: Date): Promise<number> {
  const { count } = await tx.db.task.updateMany({
    where: { status: 'open', dueAt: { lt: by } },
    data: { status: 'overdue' },
  });
  return count;
}
