import type { BucketStore, RateLimit } from './rate-limiter';

const HOUR_MS = 3_600_000;

interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

/** Buckets of this process alone. */
export function createMemoryBuckets(now: () => number = Date.now): BucketStore {
  const buckets = new Map<string, Bucket>();

  const fill = (id: string, limit: RateLimit, atMs: number): Bucket => {
    const last = buckets.get(id) ?? { tokens: limit.burst, atMs };
    const gained = (Math.max(0, atMs - last.atMs) * limit.perHour) / HOUR_MS;
    return { tokens: Math.min(limit.burst, last.tokens + gained), atMs };
  };

  return {
    async take(key, limits) {
      const atMs = now();
      const filled = limits.map((limit) => {
        const id = `${limit.name}:${key}`;
        return { id, limit, bucket: fill(id, limit, atMs) };
      });
      const waits = filled.map(({ limit, bucket }) =>
        bucket.tokens >= 1 ? 0 : Math.ceil(((1 - bucket.tokens) * HOUR_MS) / limit.perHour),
      );
      const waitMs = Math.max(0, ...waits);
      const cost = waitMs > 0 ? 0 : 1;
      for (const { id, bucket } of filled)
        buckets.set(id, { ...bucket, tokens: bucket.tokens - cost });
      return waitMs;
    },
  };
}
