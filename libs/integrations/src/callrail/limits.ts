import type { RateLimit } from '../http/rate-limiter';

/**
 * CallRail's 1,000 requests an hour and 10,000 a day for each account: what is there at first and
 * what is added in any such time together stay within them.
 */
export const CALLRAIL_LIMITS: readonly RateLimit[] = [
  { name: 'hour', burst: 100, perHour: 900 },
  { name: 'day', burst: 1_000, perHour: 375 },
];
