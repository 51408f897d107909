import {
  insertShunyaJob,
  listShunyaJobsOfCall,
  lockCall,
  lockShunyaJob,
  setShunyaTaskId,
  updateCall,
  updateShunyaJob,
  type Database,
  type TenantTx,
} from '@otto/db';
import { ProviderError, type ShunyaClient, type Storage } from '@otto/integrations';
import { pollShunyaJob, type Enqueuer, type JobContext } from '@otto/queues';
import { tenantOf } from '../jobs/tenant-of';
import type { Publish } from '../live';
import { failShunyaJob } from '../shunya/fail-shunya-job';
import { publishJob } from '../shunya/publish-job';
import type { Clock } from '../time/clock';

const LINK_SECONDS = 3_600;

export interface SubmitRecordingDeps {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly shunya: ShunyaClient;
  readonly storage: Storage;
  readonly publish: Publish;
  readonly clock: Clock;
}

/**
 * Asks Shunya to transcribe a stored recording. The row is written before the request, and its
 * revision is the request's idempotency key, so that asking again after a crash asks for the same.
 */
export function createSubmitRecording(deps: SubmitRecordingDeps) {
  const { database, shunya, storage, clock, publish } = deps;

  return async ({ callId }: { callId: string }, job: JobContext): Promise<void> => {
    const companyId = tenantOf(job);
    const work = await database.withTenant(companyId, (tx) => prepare(tx, callId, clock.now()));
    if (work === null) return;
    const { call, audioKey, shunyaJobId, revision } = work;
    try {
      const { taskId } = await shunya.transcribe(
        {
          companyId,
          seq: call.seq,
          audioUrl: storage.signedUrl(audioKey, LINK_SECONDS),
          callType: call.callType === 'sales_call' ? 'sales_call' : 'csr_call',
          revision,
        },
        job.signal,
      );
      await database.withTenant(companyId, async (tx) => {
        await markRunning(deps, tx, { shunyaJobId, callId, taskId });
        await job.completeIn(tx);
      });
    } catch (error) {
      if (isFinal(error, job)) {
        await database.withTenant(companyId, (tx) =>
          failShunyaJob(tx, shunyaJobId, error, { at: clock.now(), publish }),
        );
      }
      throw error;
    }
  };
}

/** Null when there is nothing to submit, or when it has been submitted. */
async function prepare(tx: TenantTx, callId: string, now: Date) {
  const call = await lockCall(tx, callId);
  if (!call?.recordingStoredKey) return null;
  const earlier = await listShunyaJobsOfCall(tx, callId, call.callType);
  if (earlier.some(({ status }) => status === 'running' || status === 'succeeded')) return null;
  const pending = earlier.find(({ status }) => status === 'pending');
  const { id, revision } =
    pending ??
    (await insertShunyaJob(tx, {
      callId,
      jobType: call.callType,
      revision: (earlier[0]?.revision ?? 0) + 1,
      at: now,
    }));
  return { call, audioKey: call.recordingStoredKey, shunyaJobId: id, revision };
}

async function markRunning(
  { jobs, clock, publish }: SubmitRecordingDeps,
  tx: TenantTx,
  work: { readonly shunyaJobId: string; readonly callId: string; readonly taskId: string | null },
): Promise<void> {
  const { shunyaJobId, callId, taskId } = work;
  const row = await lockShunyaJob(tx, shunyaJobId);
  // A webhook that overtook this answer has moved the job on already.
  if (row?.status !== 'pending') return;
  const now = clock.now();
  await updateShunyaJob(tx, shunyaJobId, { status: 'running', startedAt: now, nextPollAt: now });
  if (taskId !== null) await setShunyaTaskId(tx, shunyaJobId, taskId);
  await updateCall(tx, callId, { transcriptionStatus: 'in_progress' });
  publishJob(tx, publish, row, { event: 'created', at: now });
  await jobs.enqueue(tx, pollShunyaJob, { shunyaJobId, poll: now.getTime() });
}

/** Shunya has refused, or this was the last try. */
function isFinal(error: unknown, job: JobContext): error is ProviderError {
  if (!(error instanceof ProviderError)) return false;
  return !error.isRetryable || job.attempt >= job.maxAttempts;
}
