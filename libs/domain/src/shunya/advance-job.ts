import { findShunyaJob, type ShunyaJobRow } from '@otto/db';
import { ProviderError } from '@otto/integrations';
import { failShunyaJob } from './fail-shunya-job';
import { createFinishAnalysis } from './finish-analysis';
import { createFinishTranscription } from './finish-transcription';
import type { JobNews } from './job-news';
import type { Advance, JobScene, ShunyaDeps } from './job-scene';
import { hasTimedOut } from './poll-schedule';
import { createReopenJob } from './reopen-job';
import { createSettleAnswer } from './settle-answer';
import { settleStatus, statusOf } from './work-status';

const LOCK_TTL_MS = 300_000;

export interface JobRef {
  readonly companyId: string;
  readonly id: string;
}

/** What moves a job: its poll of a certain time (epoch ms), or a webhook. */
export type Trigger =
  { readonly poll: number } | { readonly newsFor: (job: ShunyaJobRow) => JobNews };

export type AdvanceJob = (ref: JobRef, trigger: Trigger, signal: AbortSignal) => Promise<Advance>;

/**
 * The one place where a job at Shunya moves: transcribing, analyzing, succeeded; or failed, or
 * timed out. Poll and webhook both come here. The lock spares them the same requests; that the
 * job's row is locked and compared when it is written makes the first one win. Throws LockBusyError
 * while the other is at it, and a retryable ProviderError when a webhook's result cannot be fetched.
 */
export function createAdvanceJob(deps: ShunyaDeps): AdvanceJob {
  const { database, locks, shunya, clock } = deps;
  const settle = createSettleAnswer(deps);
  const finishTranscription = createFinishTranscription(deps);
  const finishAnalysis = createFinishAnalysis(deps);
  const reopen = createReopenJob(deps);

  const read = ({ companyId, id }: JobRef) =>
    database.withTenant(companyId, (tx) => findShunyaJob(tx, id));

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

  async function byPoll(ref: JobRef, poll: number, signal: AbortSignal): Promise<Advance> {
    const job = await read(ref);
    // A later poll is arranged: this one has been done, or a webhook was faster.
    const isStale = job?.nextPollAt != null && job.nextPollAt.getTime() > poll;
    if (!hasCall(job) || job.status !== 'running' || isStale) return 'over';
    const now = clock.now();
    if (hasTimedOut(job.startedAt ?? job.createdAt, now)) {
      const failure = { code: 'TIMEOUT', message: 'no result within 24 hours' };
      await database.withTenant(ref.companyId, (tx) =>
        failShunyaJob(tx, ref.id, failure, now, 'timeout'),
      );
      return 'over';
    }
    const scene = { job, news: null, signal };
    try {
      return await (job.stage === 'transcribing' ? transcribing(scene) : analyzing(scene));
    } catch (error) {
      if (!(error instanceof ProviderError) || signal.aborted) throw error;
      return settle.settleError(scene, error);
    }
  }

  async function byNews(
    ref: JobRef,
    newsFor: (job: ShunyaJobRow) => JobNews,
    signal: AbortSignal,
  ): Promise<Advance> {
    let job = await read(ref);
    if (!hasCall(job)) return 'over';
    const news = newsFor(job);
    // An analysis implies a transcription, never the other way round.
    if (news.stage === 'transcribing' && job.stage === 'analyzing') return 'over';
    if (job.status === 'succeeded') {
      return news.status === 'succeeded' ? finishAnalysis({ job, news, signal }) : 'over';
    }
    if (job.status === 'failed' || job.status === 'timeout') {
      if (news.status !== 'succeeded' || !(await reopen(job))) return 'over';
    }
    if (job.stage === 'transcribing') {
      const outcome = await transcribing({ job, news, signal });
      if (outcome !== 'moved' || news.stage !== 'analyzing') return outcome;
      job = await read(ref);
    }
    return hasCall(job) ? analyzing({ job, news, signal }) : 'over';
  }

  return ({ companyId, id }, trigger, signal) =>
    locks.withLock(`lock:${companyId}:shunya_job:${id}`, LOCK_TTL_MS, (held) => {
      const both = AbortSignal.any([signal, held]);
      const ref = { companyId, id };
      return 'poll' in trigger
        ? byPoll(ref, trigger.poll, both)
        : byNews(ref, trigger.newsFor, both).catch(leaveToThePolls);
    });
}

/** What a repetition of the webhook's job may change is thrown; the rest the next poll settles. */
function leaveToThePolls(error: unknown): Advance {
  if (error instanceof ProviderError && !error.isRetryable) return 'waiting';
  throw error;
}

function hasCall(job: ShunyaJobRow | null): job is JobScene['job'] {
  return job?.call != null;
}
