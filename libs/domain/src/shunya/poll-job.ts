import type { JobContext } from '@otto/queues';
import { tenantOf } from '../jobs/tenant-of';
import type { AdvanceJob } from './advance-job';

/** Asks Shunya how a job stands, and takes it one step further when it can. */
export function createPollShunyaJob({ advanceJob }: { readonly advanceJob: AdvanceJob }) {
  return async (
    { shunyaJobId, poll }: { shunyaJobId: string; poll: number },
    job: JobContext,
  ): Promise<{ outcome: string }> => {
    const ref = { companyId: tenantOf(job), id: shunyaJobId };
    return { outcome: await advanceJob(ref, { poll }, job.signal) };
  };
}
