import { lockShunyaJob, updateCall, updateShunyaJob, type TenantTx } from '@otto/db';
import type { Publish } from '../live';
import { publishJob } from './publish-job';

export interface JobFailure {
  readonly code: string | null;
  readonly message: string | null;
}

const MAX_MESSAGE_LENGTH = 500;

/** Ends the job as failed or timed out, and with it what its call was waiting for. */
export async function failShunyaJob(
  tx: TenantTx,
  id: string,
  failure: JobFailure,
  {
    at,
    publish,
    status = 'failed',
  }: {
    readonly at: Date;
    readonly publish: Publish;
    readonly status?: 'failed' | 'timeout';
  },
): Promise<boolean> {
  const job = await lockShunyaJob(tx, id);
  if (job?.status !== 'pending' && job?.status !== 'running') return false;
  await updateShunyaJob(tx, id, {
    status,
    completedAt: at,
    nextPollAt: null,
    errorCode: failure.code,
    errorMessage: failure.message?.slice(0, MAX_MESSAGE_LENGTH) ?? null,
  });
  if (job.callId !== null) {
    const waiting = job.stage === 'transcribing' ? 'transcriptionStatus' : 'analysisStatus';
    await updateCall(tx, job.callId, { [waiting]: 'failed' });
  }
  publishJob(tx, publish, job, { event: status, at, errorCode: failure.code });
  return true;
}
