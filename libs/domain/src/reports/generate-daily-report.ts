import { countDay, findTimezone, saveDailyReport, type Database } from '@otto/db';
import type { JobContext } from '@otto/queues';
import { tenantOf } from '../jobs/tenant-of';
import { localDay } from '../time/local-day';
import { dailyMetrics } from './daily-metrics';

/** Counts one company's local day (`YYYY-MM-DD`) and stores the report, in place of an earlier one. */
export function createGenerateDailyReport({ database }: { readonly database: Database }) {
  return async ({ date }: { date: string }, job: JobContext): Promise<void> =>
    database.withTenant(tenantOf(job), async (tx) => {
      const counts = await countDay(tx, localDay(date, await findTimezone(tx)));
      await saveDailyReport(tx, date, dailyMetrics(counts));
      await job.completeIn(tx);
    });
}
