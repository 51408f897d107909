import { listShunyaJobsOfCall, lockShunyaJob, type ShunyaJobRow } from '@otto/db';
import type { ShunyaDeps } from './job-scene';
import { pollDelayMs } from './poll-schedule';
import { schedulePoll } from './schedule-poll';

const LIVE: readonly string[] = ['pending', 'running', 'succeeded'];

/**
 * Gives a job that was given up another life, because Shunya has a result for it after all. False
 * when it is not given up any more, or when the call has a younger job that lives.
 */
export function createReopenJob(deps: ShunyaDeps) {
  return ({ companyId, id }: ShunyaJobRow): Promise<boolean> =>
    deps.database.withTenant(companyId, async (tx) => {
      const row = await lockShunyaJob(tx, id);
      if (!row?.callId || LIVE.includes(row.status)) return false;
      const others = await listShunyaJobsOfCall(tx, row.callId, row.jobType);
      if (others.some(({ status }) => LIVE.includes(status))) return false;
      await schedulePoll(deps, tx, row, {
        delayMs: pollDelayMs(1),
        changes: {
          status: 'running',
          startedAt: deps.clock.now(),
          completedAt: null,
          failureCount: 0,
          errorCode: null,
          errorMessage: null,
        },
      });
      return true;
    });
}
