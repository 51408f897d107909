import { markTasksOverdue, type Database, type OverdueTask } from '@otto/db';
import type { JobContext } from '@otto/queues';
import type { LiveEvent, Publish } from '../live';

/** Marks the open tasks of all companies whose time is over. */
export function createMarkOverdue({
  database,
  publish,
}: {
  readonly database: Database;
  readonly publish: Publish;
}) {
  return ({ at }: { readonly at: string }, job: JobContext): Promise<void> =>
    database.asSystem(async (tx) => {
      const overdue = await markTasksOverdue(tx, new Date(at));
      for (const task of overdue) publish({ ...tx, companyId: task.companyId }, overdueNews(task));
      await job.completeIn(tx, { overdue: overdue.length });
    });
}

function overdueNews({ id, contactCardId, leadId, assigneeId, isRep }: OverdueTask): LiveEvent {
  return {
    event: 'task.updated',
    key: `task.overdue:${id}`,
    data: {
      task_id: id,
      lead_id: leadId,
      contact_card_id: contactCardId,
      status: 'overdue',
      assignee_id: assigneeId,
    },
    ...(leadId === null ? {} : { leadId }),
    ...(assigneeId === null ? {} : { userId: assigneeId }),
    ...(assigneeId !== null && isRep ? { repIds: [assigneeId] } : {}),
  };
}
