import { listActiveCompanies, type Database } from '@otto/db';
import { generateDailyReport, type Enqueuer, type JobContext } from '@otto/queues';
import { previousLocalDate } from '../time/local-day';

/** Asks for the report of the day before the tick on the clocks of every active company. */
export function createGenerateDailyReports(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
}) {
  return async ({ at }: { at: string }, job: JobContext): Promise<void> =>
    deps.database.asSystem(async (tx) => {
      const companies = await listActiveCompanies(tx);
      await deps.jobs.enqueueMany(
        tx,
        companies.map(({ id, timezone }) => ({
          task: generateDailyReport,
          payload: { date: previousLocalDate(new Date(at), timezone) },
          companyId: id,
        })),
      );
      await job.completeIn(tx, { companies: companies.length });
    });
}
