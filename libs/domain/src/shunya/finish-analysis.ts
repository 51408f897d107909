import { lockShunyaJob, updateShunyaJob, type ShunyaJobRow } from '@otto/db';
import { normaliseAnalysis } from '../analysis/normalise-analysis';
import { outputHash } from '../analysis/output-hash';
import { persistAnalysis } from '../analysis/persist-analysis';
import { requestSnapshotIfStale } from '../property/request-snapshot';
import { isAbout } from './job-news';
import { isStillAt, type Advance, type JobScene, type ShunyaDeps } from './job-scene';

/**
 * Fetches the analysis unless the news brings it, and stores it with all its effects in the
 * transaction that also ends the job. On a job that had ended well already, the same result does
 * nothing and another one takes its place. `waiting` when Shunya does not have it yet.
 */
export function createFinishAnalysis({ database, shunya, jobs, clock, publish }: ShunyaDeps) {
  async function fetchResult({ job, news, signal }: JobScene): Promise<unknown> {
    if (isAbout(news, 'analyzing') && news.result !== null) return news.result;
    const role = job.jobType === 'csr_call' ? 'customer_rep' : 'sales_rep';
    return shunya.getCompleteAnalysis(job.companyId, job.call.seq, role, signal);
  }

  return async (scene: JobScene): Promise<Advance> => {
    const { id, companyId } = scene.job;
    const result = await fetchResult(scene);
    if (result === 'not_ready') return 'waiting';
    const analysis = normaliseAnalysis(result);
    const hash = outputHash(result);
    return database.withTenant(companyId, async (tx) => {
      const row = await lockShunyaJob(tx, id);
      if (!row?.call || !takes(row, hash)) return 'over';
      const at = clock.now();
      await persistAnalysis(tx, { call: row.call, analysis, shunyaJobId: id, at, publish });
      await requestSnapshotIfStale(tx, row.call.contactCardId, { jobs, now: at });
      await updateShunyaJob(tx, id, {
        status: 'succeeded',
        outputHash: hash,
        completedAt: at,
        nextPollAt: null,
        errorCode: null,
        errorMessage: null,
      });
      return 'moved';
    });
  };
}

function takes(row: ShunyaJobRow, hash: string): boolean {
  if (row.status === 'succeeded') return row.outputHash !== hash;
  return isStillAt(row, 'analyzing');
}
