import { listCompaniesWith, type Database } from '@otto/db';
import { reconcileCallrailAccount, type Enqueuer, type JobContext } from '@otto/queues';

/** Asks for a look at the CallRail account of every active company that has one. */
export function createReconcileCallrail(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
}) {
  return async ({ at }: { at: string }, job: JobContext): Promise<void> =>
    deps.database.asSystem(async (tx) => {
      const companies = await listCompaniesWith(tx, 'callrail');
      await deps.jobs.enqueueMany(
        tx,
        companies.map((companyId) => ({
          task: reconcileCallrailAccount,
          payload: { companyId, at },
          companyId,
        })),
      );
      await job.completeIn(tx, { accounts: companies.length });
    });
}
