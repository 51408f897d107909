import type { ShunyaJobRow } from '@otto/db';
import { createAdvanceByNews } from './advance-by-news';
import { createAdvanceByPoll } from './advance-by-poll';
import type { JobNews } from './job-news';
import type { Advance, JobRef, ShunyaDeps } from './job-scene';
import { createStages } from './stages';

const LOCK_TTL_MS = 300_000;

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
  const stages = createStages(deps);
  const byPoll = createAdvanceByPoll(deps, stages);
  const byNews = createAdvanceByNews(deps, stages);

  return (ref, trigger, signal) =>
    deps.locks.withLock(`lock:${ref.companyId}:shunya_job:${ref.id}`, LOCK_TTL_MS, (held) => {
      const both = AbortSignal.any([signal, held]);
      return 'poll' in trigger
        ? byPoll(ref, trigger.poll, both)
        : byNews(ref, trigger.newsFor, both);
    });
}
