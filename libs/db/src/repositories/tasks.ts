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

export interface OverdueTask {
  readonly id: string;
  readonly companyId: string;
  readonly contactCardId: string | null;
  readonly leadId: string | null;
  readonly assigneeId: string | null;
  /** Whether the assignee is a sales rep. */
  readonly isRep: boolean;
}

const MARK_OVERDUE = `
  update tasks t set status = 'overdue', updated_at = now()
  where t.status = 'open' and t.due_at < $1::timestamptz
  returning t.id::text, t.company_id as "companyId", t.contact_card_id::text as "contactCardId",
    t.lead_id::text as "leadId", t.assignee_id as "assigneeId",
    exists (select 1 from users u where u.company_id = t.company_id and u.id = t.assignee_id
      and u.role = 'sales_rep') as "isRep"`;

/** Marks open tasks of all companies whose time was over by then; answers with them. */
export async function markTasksOverdue(tx: SystemTx, by: Date): Promise<OverdueTask[]> {
  return tx.query<OverdueTask>(MARK_OVERDUE, [by]);
}
