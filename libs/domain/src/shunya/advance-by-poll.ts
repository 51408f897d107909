import { ProviderError } from '@otto/integrations';
import { failShunyaJob } from './fail-shunya-job';
import type { Advance, JobRef, ShunyaDeps } from './job-scene';
import { hasTimedOut } from './poll-schedule';
import { hasCall, type Stages } from './stages';

/** Asks Shunya about the job and arranges for the next poll; `poll` is the time it was meant for. */
export function createAdvanceByPoll({ database, clock, publish }: ShunyaDeps, stages: Stages) {
  return async (ref: JobRef, poll: number, signal: AbortSignal): Promise<Advance> => {
    const job = await stages.read(ref);
    // A later poll is arranged: this one has been done, or a webhook was faster.
    const isStale = job?.nextPollAt != null && job.nextPollAt.getTime() > poll;
    if (!hasCall(job) || job.status !== 'running' || isStale) return 'over';
    const now = clock.now();
    if (hasTimedOut(job.startedAt ?? job.createdAt, now)) {
      const failure = { code: 'TIMEOUT', message: 'no result within 24 hours' };
      await database.withTenant(ref.companyId, (tx) =>
        failShunyaJob(tx, ref.id, failure, { at: now, publish, status: 'timeout' }),
      );
      return 'over';
    }
    const scene = { job, news: null, signal };
    try {
      return await (job.stage === 'transcribing'
        ? stages.transcribing(scene)
        : stages.analyzing(scene));
    } catch (error) {
      if (!(error instanceof ProviderError) || signal.aborted) throw error;
      return stages.settle.settleError(scene, error);
    }
  };
}
