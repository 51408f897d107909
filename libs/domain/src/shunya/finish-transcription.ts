import { lockShunyaJob, setShunyaTaskId } from '@otto/db';
import { normaliseTranscript, type NormalisedTranscript } from '../analysis/normalise-transcript';
import { isAbout } from './job-news';
import { isStillAt, type Advance, type JobScene, type ShunyaDeps } from './job-scene';
import { pollDelayMs } from './poll-schedule';
import { schedulePoll } from './schedule-poll';
import { storeTranscript } from './store-transcript';

/**
 * Takes a job whose transcription is done into the analysis: the transcript is stored first, then
 * the analysis started, then the stage written. A crash between two of them repeats what is safe
 * to repeat.
 */
export function createFinishTranscription(deps: ShunyaDeps) {
  const { database, shunya, clock, publish } = deps;

  async function readTranscript(scene: JobScene): Promise<NormalisedTranscript> {
    const { job, news, signal } = scene;
    const brought = normaliseTranscript(isAbout(news, job.stage) ? news.result : null);
    if (brought.text !== null || brought.restricted) return brought;
    return normaliseTranscript(await shunya.getTranscript(job.companyId, job.call.seq, signal));
  }

  async function startAnalysis({ job, signal }: JobScene): Promise<Advance> {
    const { companyId, revision } = job;
    const { seq } = job.call;
    const { taskId } = await shunya.startAnalysis({ companyId, seq, revision }, signal);
    return database.withTenant(companyId, async (tx) => {
      const row = await lockShunyaJob(tx, job.id);
      if (!isStillAt(row, job.stage)) return 'over';
      if (taskId !== null) await setShunyaTaskId(tx, row.id, taskId);
      await schedulePoll(deps, tx, row, {
        delayMs: pollDelayMs(0),
        changes: {
          stage: 'analyzing',
          status: 'running',
          startedAt: row.startedAt ?? clock.now(),
          pollCount: 0,
          failureCount: 0,
          errorCode: null,
        },
      });
      return 'moved';
    });
  }

  return async (scene: JobScene): Promise<Advance> => {
    const transcript = await readTranscript(scene);
    const isStored = await database.withTenant(scene.job.companyId, (tx) =>
      storeTranscript(tx, scene, { transcript, at: clock.now(), publish }),
    );
    return isStored ? startAnalysis(scene) : 'over';
  };
}
