import { findShunyaJob, type ShunyaJobRow } from '@otto/db';
import { createFinishAnalysis } from './finish-analysis';
import { createFinishTranscription } from './finish-transcription';
import type { Advance, JobRef, JobScene, ShunyaDeps } from './job-scene';
import { createSettleAnswer } from './settle-answer';
import { settleStatus, statusOf } from './work-status';

/** What can be done with a job in each of its stages. */
export function createStages(deps: ShunyaDeps) {
  const { database, shunya, clock } = deps;
  const settle = createSettleAnswer(deps);
  const finishTranscription = createFinishTranscription(deps);
  const finishAnalysis = createFinishAnalysis(deps);

  async function transcribing(scene: JobScene): Promise<Advance> {
    const { job, signal } = scene;
    const status = await statusOf(scene, () =>
      shunya.getTranscriptionStatus(job.companyId, job.call.seq, signal),
    );
    if (status !== 'succeeded') return settleStatus(scene, status, { settle, now: clock.now() });
    return finishTranscription(scene);
  }

  async function analyzing(scene: JobScene): Promise<Advance> {
    const { job, signal } = scene;
    const status = await statusOf(scene, () =>
      shunya.getAnalysisStatus(job.companyId, job.call.seq, signal),
    );
    if (status !== 'succeeded') return settleStatus(scene, status, { settle, now: clock.now() });
    return (await finishAnalysis(scene)) === 'waiting' ? settle.wait(scene) : 'over';
  }

  return {
    settle,
    finishAnalysis,
    transcribing,
    analyzing,
    read: ({ companyId, id }: JobRef) =>
      database.withTenant(companyId, (tx) => findShunyaJob(tx, id)),
  };
}

export type Stages = ReturnType<typeof createStages>;

/** Only calls have jobs so far; a job that lost its call has nothing to do. */
export function hasCall(job: ShunyaJobRow | null): job is JobScene['job'] {
  return job?.call != null;
}
