import { ProviderError } from '../errors';

/** A bucket that holds `burst` tokens and gets `perHour` new ones; one request costs a token. */
export interface RateLimit {
  readonly name: string;
  readonly burst: number;
  readonly perHour: number;
}

/** Where buckets are kept: in this process, or where several processes share them. */
export interface BucketStore {
  /** Takes a token from every bucket of the key, or from none; answers how long to wait, in ms. */
  take(key: string, limits: readonly RateLimit[]): Promise<number>;
}

export interface RateLimiter {
  /** Throws a retryable ProviderError, code RATE_LIMITED, when the key has no token left. */
  take(key: string): Promise<void>;
}

export function createRateLimiter(options: {
  readonly vendor: string;
  readonly limits: readonly RateLimit[];
  readonly store: BucketStore;
}): RateLimiter {
  const { vendor, limits, store } = options;
  return {
    async take(key) {
      const retryAfterMs = await store.take(key, limits);
      if (retryAfterMs <= 0) return;
      throw new ProviderError({
        vendor,
        message: 'not asked, because the limit of the account is used up',
        code: 'RATE_LIMITED',
        isRetryable: true,
        retryAfterMs,
      });
    },
  };
}
