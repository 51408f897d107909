import { lockShunyaJob, updateShunyaJob } from '@otto/db';
import type { ProviderError } from '@otto/integrations';
import { failShunyaJob } from './fail-shunya-job';
import { isStillAt, type Advance, type JobScene, type ShunyaDeps } from './job-scene';
import { failureDelayMs, isYoung, pollDelayMs } from './poll-schedule';
import { schedulePoll } from './schedule-poll';

export interface Failure {
  readonly code: string | null;
  readonly message: string | null;
  readonly isRetryable: boolean;
  readonly retryAfterMs?: number | null;
}

/** Refusals that say nothing of the job: too many requests, or our own breaker. */
const PASSING_CODES: readonly (string | null)[] = ['RATE_LIMIT_EXCEEDED', 'CIRCUIT_OPEN'];

/** What becomes of a job after an answer that does not bring it further. */
export function createSettleAnswer(deps: ShunyaDeps) {
  const { database, clock, logger, publish } = deps;

  /** Shunya is still at it: poll again, more rarely each time. Webhooks leave the polls alone. */
  async function wait({ job, news }: JobScene, retryAfterMs = 0): Promise<Advance> {
    if (news !== null) return 'waiting';
    return database.withTenant(job.companyId, async (tx) => {
      const row = await lockShunyaJob(tx, job.id);
      if (!isStillAt(row, job.stage)) return 'over';
      const pollCount = row.pollCount + 1;
      const delayMs = Math.max(pollDelayMs(pollCount), retryAfterMs);
      await schedulePoll(deps, tx, row, { delayMs, changes: { pollCount, failureCount: 0 } });
      return 'waiting';
    });
  }

  /** Counts a failure; the last one allowed, or one that no retry helps, ends the job. */
  async function fail({ job, news }: JobScene, failure: Failure): Promise<Advance> {
    return database.withTenant(job.companyId, async (tx) => {
      const row = await lockShunyaJob(tx, job.id);
      if (!isStillAt(row, job.stage)) return 'over';
      const failureCount = row.failureCount + 1;
      if (!failure.isRetryable || failureCount >= row.maxFailures) {
        await updateShunyaJob(tx, row.id, { failureCount });
        await failShunyaJob(tx, row.id, failure, { at: clock.now(), publish });
        logger.warn('a Shunya job has failed', {
          shunyaJobId: row.id,
          code: failure.code,
          failureCount,
        });
        return 'over';
      }
      const changes = { failureCount, errorCode: failure.code };
      if (news !== null) await updateShunyaJob(tx, row.id, changes);
      else {
        const delayMs = Math.max(failureDelayMs(failureCount), failure.retryAfterMs ?? 0);
        await schedulePoll(deps, tx, row, { delayMs, changes });
      }
      return 'waiting';
    });
  }

  /** Settles a failed request of a poll. Not being known is how Shunya says "not yet". */
  async function settleError(scene: JobScene, error: ProviderError): Promise<Advance> {
    const { job } = scene;
    const isUnknown = error.status === 404;
    const isEarly = isUnknown && isYoung(job.startedAt ?? job.createdAt, clock.now());
    const isPassing = error.status === 429 || PASSING_CODES.includes(error.code);
    if (isEarly || isPassing) return wait(scene, error.retryAfterMs ?? 0);
    const { code, message, retryAfterMs } = error;
    return fail(scene, {
      code,
      message,
      retryAfterMs,
      isRetryable: error.isRetryable || isUnknown,
    });
  }

  return { wait, fail, settleError };
}

export type SettleAnswer = ReturnType<typeof createSettleAnswer>;
