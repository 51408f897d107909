import type { ProviderError } from '../errors';

export interface RetryPolicy {
  readonly retries: number;
  /** Doubled at each retry, with up to a quarter of jitter on top. */
  readonly firstDelayMs: number;
  /** A longer wait belongs to the job that made the request, not to this process. */
  readonly maxDelayMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = { retries: 3, firstDelayMs: 1_000, maxDelayMs: 10_000 };

/** Milliseconds to wait before repeating a request that failed, or null when it must not be. */
export function retryDelayMs(
  failed: {
    readonly error: ProviderError;
    readonly attempt: number;
    readonly isRepeatable: boolean;
  },
  policy: RetryPolicy,
  random: () => number = Math.random,
): number | null {
  const { error, attempt, isRepeatable } = failed;
  if (!error.isRetryable || attempt > policy.retries) return null;
  if (error.code === 'CIRCUIT_OPEN' || error.code === 'ABORTED') return null;
  if (error.isUnknownOutcome && !isRepeatable) return null;
  const base = error.retryAfterMs ?? policy.firstDelayMs * 2 ** (attempt - 1);
  return base > policy.maxDelayMs ? null : Math.round(base * (1 + random() / 4));
}
