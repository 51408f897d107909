import { markTasksOverdue, type Database } from '@otto/db';
import type { JobContext } from '@otto/queues';

/** Marks the open tasks of all companies whose time is over. */
export function createMarkOverdue({ database }: { readonly database: Database }) {
  return ({ at }: { readonly at: string }, job: JobContext): Promise<void> =>
    database.asSystem(async (tx) => {
      const overdue = await markTasksOverdue(tx, new Date(at));
      await job.completeIn(tx, { overdue });
    });
}
