import {
  findVisibleCall,
  insertShunyaJob,
  listShunyaJobsOfCall,
  lockCall,
  lockShunyaJob,
  updateCall,
  updateShunyaJob,
  type CallRow,
  type TenantTx,
} from '@otto/db';
import { pollShunyaJob, storeRecording, submitRecording, type Enqueuer } from '@otto/queues';
import { DomainError, noSuchRecord } from '../errors';
import { callScope, type Viewer } from '../reading/viewer';

export interface AnalysisRequest {
  readonly callId: string;
  /** Analyse again what has been analysed already. */
  readonly force: boolean;
}

/**
 * Has a call analysed, unless that is under way or has been done. With `force` the job that has
 * succeeded goes through the analysis once more, under a revision of its own.
 */
export async function requestAnalysis(
  tx: TenantTx,
  viewer: Viewer,
  { callId, force }: AnalysisRequest,
  deps: { readonly jobs: Enqueuer; readonly now: Date },
): Promise<{ jobId: string; status: string }> {
  if (!(await findVisibleCall(tx, callId, callScope(viewer)))) throw noSuchRecord();
  const call = await lockCall(tx, callId);
  if (!call) throw noSuchRecord();
  const [latest, ...older] = await listShunyaJobsOfCall(tx, callId, call.callType);
  const live = [latest, ...older].find(
    (job) => job && ['pending', 'running', 'succeeded'].includes(job.status),
  );
  if (!live) return begin(tx, call, { ...deps, revision: (latest?.revision ?? 0) + 1 });
  if (live.status !== 'succeeded' || !force) return { jobId: live.id, status: live.status };
  return repeat(tx, live.id, deps);
}

/** From the recording on, which is stored first where it is not yet. */
async function begin(
  tx: TenantTx,
  call: CallRow,
  {
    jobs,
    now,
    revision,
  }: { readonly jobs: Enqueuer; readonly now: Date; readonly revision: number },
) {
  const isStored = call.recordingStoredKey !== null;
  if (!isStored && call.recordingUrl === null) {
    throw new DomainError('INVALID_STATE', 'The call has no recording.');
  }
  const { id: callId, callType: jobType } = call;
  const { id, status } = await insertShunyaJob(tx, { callId, jobType, revision, at: now });
  await updateCall(tx, callId, {
    transcriptionStatus: 'not_started',
    analysisStatus: 'not_started',
  });
  await jobs.enqueue(tx, isStored ? submitRecording : storeRecording, { callId });
  return { jobId: id, status };
}

/** The poll finds the transcript at Shunya and starts the analysis again from it. */
async function repeat(
  tx: TenantTx,
  jobId: string,
  { jobs, now }: { readonly jobs: Enqueuer; readonly now: Date },
) {
  const row = await lockShunyaJob(tx, jobId);
  if (row?.status !== 'succeeded' || row.callId === null) {
    return { jobId, status: row?.status ?? 'running' };
  }
  await updateShunyaJob(tx, jobId, {
    status: 'running',
    stage: 'transcribing',
    revision: row.revision + 1,
    startedAt: now,
    completedAt: null,
    nextPollAt: now,
    pollCount: 0,
    failureCount: 0,
  });
  await updateCall(tx, row.callId, { analysisStatus: 'in_progress' });
  await jobs.enqueue(tx, pollShunyaJob, { shunyaJobId: jobId, poll: now.getTime() });
  return { jobId, status: 'running' };
}
