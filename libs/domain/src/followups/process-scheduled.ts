import { listDueDrafts, type Database } from '@otto/db';
import { sendFollowup, type Enqueuer, type JobContext } from '@otto/queues';

const BATCH = 500;

/** Asks for the sending of approved drafts whose time has come; a job each. */
export function createProcessScheduled(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
}) {
  return ({ at }: { readonly at: string }, job: JobContext): Promise<void> =>
    deps.database.asSystem(async (tx) => {
      const due = await listDueDrafts(tx, new Date(at), BATCH);
      await deps.jobs.enqueueMany(
        tx,
        due.map(({ id: draftId, companyId }) => ({
          task: sendFollowup,
          payload: { draftId },
          companyId,
        })),
      );
      await job.completeIn(tx, { due: due.length });
    });
}
