import {
  findShunyaJobBySeq,
  findShunyaJobByTaskId,
  type Database,
  type ShunyaJobRow,
} from '@otto/db';
import type { UwcCallEvent } from '@otto/integrations';
import type { JobContext } from '@otto/queues';
import type { DeliveryOutcome } from '../deliveries/handle-delivery';
import { waitFor } from '../deliveries/not-known-yet-error';
import type { AdvanceJob } from './advance-job';
import { newsOf, type JobNews } from './job-news';

const STAGES = { 'asr/complete': 'transcribing', 'analysis/complete': 'analyzing' } as const;

/** Takes an older webhook about a call as news of the company's Shunya job for it. */
export function createTakeUwcCallNews({
  database,
  advanceJob,
}: {
  readonly database: Database;
  readonly advanceJob: AdvanceJob;
}) {
  return async (event: UwcCallEvent, job: JobContext): Promise<DeliveryOutcome> => {
    const { companyId, jobId, seq } = event;
    const found = await database.withTenant(
      companyId,
      async (tx) =>
        (await findShunyaJobByTaskId(tx, jobId)) ??
        (seq === null ? null : await findShunyaJobBySeq(tx, seq)),
    );
    if (!found) return waitFor('the Shunya job', job);
    await advanceJob(found, { newsFor: (row) => newsFor(event, row) }, job.signal);
    return { status: 'processed' };
  };
}

function newsFor({ jobId, name, error, ...event }: UwcCallEvent, row: ShunyaJobRow): JobNews {
  const failure = error === null ? null : { code: null, message: error, retryable: null };
  return newsOf({ ...event, taskId: jobId, stage: STAGES[name], error: failure }, row);
}
