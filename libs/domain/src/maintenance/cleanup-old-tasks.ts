import {
  deleteExpiredRecords,
  deleteFinishedJobs,
  deleteOldDeliveries,
  type Database,
  type SystemTx,
} from '@otto/db';
import type { JobContext } from '@otto/queues';
import { createForgetRecoveries } from '../recovery/forget-recoveries';

const DAY_MS = 24 * 3_600_000;
const KEEP_JOBS_MS = 7 * DAY_MS;
const BATCH = 1_000;

export interface CleanupDeps {
  readonly database: Database;
  /** After which what providers have delivered goes. */
  readonly keepDeliveriesDays: number;
}

/**
 * Deletes jobs that ended well more than 7 days before the tick, deliveries dealt with longer ago
 * than they are kept, and answers kept for repeated writes that have expired, in batches of their
 * own transactions; and takes the words out of recoveries that ended 90 days ago. Dead jobs,
 * deliveries that failed and the tasks of people stay.
 */
export function createCleanupOldTasks({ database, keepDeliveriesDays }: CleanupDeps) {
  const forgetRecoveries = createForgetRecoveries({ database });

  async function deleteAll(
    signal: AbortSignal,
    deleteSome: (tx: SystemTx, limit: number) => Promise<number>,
  ): Promise<number> {
    let total = 0;
    for (;;) {
      signal.throwIfAborted();
      const deleted = await database.asSystem((tx) => deleteSome(tx, BATCH));
      total += deleted;
      if (deleted < BATCH) return total;
    }
  }

  return async ({ at }: { at: string }, { signal }: JobContext) => {
    const before = (ms: number) => new Date(Date.parse(at) - ms);
    const jobs = await deleteAll(signal, (tx, limit) =>
      deleteFinishedJobs(tx, before(KEEP_JOBS_MS), limit),
    );
    const deliveries = await deleteAll(signal, (tx, limit) =>
      deleteOldDeliveries(tx, before(keepDeliveriesDays * DAY_MS), limit),
    );
    const answers = await deleteAll(signal, (tx, limit) =>
      deleteExpiredRecords(tx, new Date(at), limit),
    );
    const recoveries = await forgetRecoveries(new Date(at), signal);
    return { jobs, deliveries, answers, recoveries };
  };
}
