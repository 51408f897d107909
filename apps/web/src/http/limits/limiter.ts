import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Redis } from '@otto/queues';
import type { Allowance } from './limits';

const WINDOW_SECONDS = 60;

export interface Taken {
  readonly allowance: Allowance;
  readonly isOver: boolean;
  /** Whether it is the first one of its window to be over. */
  readonly isFirstOver: boolean;
}

/** So and so many a minute for each key. */
export interface Limiter {
  take(key: string): Promise<Taken>;
  /** For how long the key is shut out; 0 when it is not. */
  shutOutSeconds(key: string): Promise<number>;
}

/**
 * Counts in Redis over all processes. While Redis is away each process counts for itself: looser by
 * the number of processes, but never open. Without a Redis it counts in the process alone.
 */
export function createLimiter(options: {
  readonly name: string;
  readonly perMinute: number;
  /** For how long a key stays shut out once it is over; to the end of the window by default. */
  readonly shutOutSeconds?: number;
  readonly redis: Redis | undefined;
}): Limiter {
  const { name, perMinute: points, shutOutSeconds: blockDuration = 0, redis } = options;
  const common = { keyPrefix: `limit:${name}`, points, duration: WINDOW_SECONDS, blockDuration };
  const inProcess = new RateLimiterMemory(common);
  const limiter = redis
    ? new RateLimiterRedis({
        ...common,
        storeClient: redis,
        insuranceLimiter: inProcess,
        rejectIfRedisNotReady: true,
        // Who is over is refused without Redis until the window ends; to look up a shut-out asks it.
        inMemoryBlockOnConsumed: points + 1,
        inMemoryBlockDuration: blockDuration,
      })
    : inProcess;

  return {
    async take(key) {
      const [left, isOver] = await limiter.consume(key).then(
        (rest) => [rest, false] as const,
        (refused: unknown) => {
          if (!(refused instanceof RateLimiterRes)) throw refused;
          return [refused, true] as const;
        },
      );
      return {
        allowance: {
          name,
          quota: points,
          remaining: Math.max(0, left.remainingPoints),
          resetSeconds: Math.max(1, secondsOf(left)),
        },
        isOver,
        isFirstOver: isOver && left.consumedPoints === points + 1,
      };
    },
    async shutOutSeconds(key) {
      const state = await limiter.get(key);
      return state && state.consumedPoints > points ? secondsOf(state) : 0;
    },
  };
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.ceil(msBeforeNext / 1_000);
