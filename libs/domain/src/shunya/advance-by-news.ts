import type { ShunyaJobRow } from '@otto/db';
import { ProviderError } from '@otto/integrations';
import type { JobNews } from './job-news';
import type { Advance, JobRef, ShunyaDeps } from './job-scene';
import { createReopenJob } from './reopen-job';
import { hasCall, type Stages } from './stages';

/**
 * Takes a webhook's word for how the job stands, and leaves the polls as they are arranged. Throws
 * a retryable ProviderError when a result that it announces cannot be fetched.
 */
export function createAdvanceByNews(deps: ShunyaDeps, stages: Stages) {
  const reopen = createReopenJob(deps);

  async function advance(
    ref: JobRef,
    newsFor: (job: ShunyaJobRow) => JobNews,
    signal: AbortSignal,
  ): Promise<Advance> {
    const job = await stages.read(ref);
    if (!hasCall(job)) return 'over';
    const news = newsFor(job);
    // An analysis implies a transcription, never the other way round.
    if (news.stage === 'transcribing' && job.stage === 'analyzing') return 'over';
    if (job.status === 'succeeded') {
      return news.status === 'succeeded' ? stages.finishAnalysis({ job, news, signal }) : 'over';
    }
    const isGivenUp = job.status === 'failed' || job.status === 'timeout';
    if (isGivenUp && !(news.status === 'succeeded' && (await reopen(job)))) return 'over';
    if (job.stage === 'analyzing') return stages.analyzing({ job, news, signal });
    const outcome = await stages.transcribing({ job, news, signal });
    if (outcome !== 'moved' || news.stage !== 'analyzing') return outcome;
    const moved = await stages.read(ref);
    return hasCall(moved) ? stages.analyzing({ job: moved, news, signal }) : 'over';
  }

  return (...args: Parameters<typeof advance>): Promise<Advance> =>
    advance(...args).catch(leaveToThePolls);
}

/** What a repetition of the webhook's job may change is thrown; the rest the next poll settles. */
function leaveToThePolls(error: unknown): Advance {
  if (error instanceof ProviderError && !error.isRetryable) return 'waiting';
  throw error;
}
