import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { Redis } from '@otto/queues';
import type { RateClass } from '../route';

export interface LimitSettings {
  readonly userPerMinute: number;
  readonly tenantPerMinute: number;
  readonly aiPerMinute: number;
  readonly webhooksPerMinute: number;
  /** Refusals of one tenant and address in a minute, after which it is shut out for an hour. */
  readonly refusalsPerMinute: number;
}

export const USUAL_LIMITS: LimitSettings = {
  userPerMinute: 60,
  tenantPerMinute: 600,
  aiPerMinute: 20,
  webhooksPerMinute: 300,
  refusalsPerMinute: 100,
};

export interface Caller {
  readonly userId: string;
  readonly companyId: string;
  readonly address: string;
}

/** What is left of one limit. */
export interface Allowance {
  readonly name: string;
  readonly quota: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

export interface Verdict {
  readonly allowances: readonly Allowance[];
  /** When to come back; null when the request may go on. */
  readonly retryAfterSeconds: number | null;
}

export interface Limits {
  /** Counts a request against all limits that it falls under, the narrowest first. */
  take(
    caller: Caller,
    request: { readonly rate: RateClass; readonly name: string },
  ): Promise<Verdict>;
  /** Counts a webhook; true when the tenant sends more of them than it may. */
  countWebhook(webhook: {
    readonly companyId: string;
    readonly provider: string;
  }): Promise<boolean>;
}

/** For where limiting is switched off. */
export const NO_LIMITS: Limits = {
  take: () => Promise.resolve({ allowances: [], retryAfterSeconds: null }),
  countWebhook: () => Promise.resolve(false),
};

const WINDOW_SECONDS = 60;
const SHUT_OUT_SECONDS = 3_600;

/**
 * The limits of DOMAIN 6.1, counted in Redis over all web processes. While Redis is away each
 * process counts for itself: stricter or looser by the number of processes, but never open.
 * Without a Redis it counts in the process alone.
 */
export function createLimits(settings: LimitSettings, redis?: Redis): Limits {
  const limiter = (name: string, points: number, blockDuration = 0): RateLimiterAbstract => {
    const options = { keyPrefix: `limit:${name}`, points, duration: WINDOW_SECONDS, blockDuration };
    const inProcess = new RateLimiterMemory(options);
    if (!redis) return inProcess;
    return new RateLimiterRedis({
      ...options,
      storeClient: redis,
      insuranceLimiter: inProcess,
      rejectIfRedisNotReady: true,
      // Who is over the limit costs Redis nothing more until the window ends.
      inMemoryBlockOnConsumed: points + 1,
      inMemoryBlockDuration: blockDuration,
    });
  };
  const user = limiter('user', settings.userPerMinute);
  const tenant = limiter('tenant', settings.tenantPerMinute);
  const ai = limiter('ai', settings.aiPerMinute);
  const webhooks = limiter('webhook', settings.webhooksPerMinute);
  const refusals = limiter('refusal', settings.refusalsPerMinute, SHUT_OUT_SECONDS);
  const own = new Map<number, RateLimiterAbstract>();
  const ownLimiter = (perMinute: number): RateLimiterAbstract => {
    const known = own.get(perMinute) ?? limiter(`route${perMinute}`, perMinute);
    own.set(perMinute, known);
    return known;
  };

  /** A user over their own limit takes nothing from that of their company. */
  const stagesOf = ({ userId, companyId }: Caller, rate: RateClass, name: string): Stage[] => [
    typeof rate === 'object'
      ? { name: 'route', limiter: ownLimiter(rate.perMinute), key: `${userId}:${name}` }
      : { name: 'user', limiter: user, key: userId },
    ...(rate === 'ai' ? [{ name: 'ai', limiter: ai, key: userId }] : []),
    { name: 'tenant', limiter: tenant, key: companyId },
  ];

  return {
    async take(caller, { rate, name }) {
      const offender = `${caller.companyId}:${caller.address}`;
      const shutOut = await refusals.get(offender);
      if (shutOut && shutOut.consumedPoints > settings.refusalsPerMinute) {
        return { allowances: [], retryAfterSeconds: seconds(shutOut) };
      }
      const allowances: Allowance[] = [];
      for (const stage of stagesOf(caller, rate, name)) {
        const { allowance, isOver } = await consume(stage);
        allowances.push(allowance);
        if (isOver) {
          await consume({ name: 'refusal', limiter: refusals, key: offender });
          return { allowances, retryAfterSeconds: Math.max(1, allowance.resetSeconds) };
        }
      }
      return { allowances, retryAfterSeconds: null };
    },
    async countWebhook({ companyId, provider }) {
      const key = `${companyId}:${provider}`;
      return (await consume({ name: 'webhook', limiter: webhooks, key })).isOver;
    },
  };
}

interface Stage {
  readonly name: string;
  readonly limiter: RateLimiterAbstract;
  readonly key: string;
}

async function consume({ name, limiter, key }: Stage) {
  const result = await limiter.consume(key).then(
    (left) => ({ left, isOver: false }),
    (refused: unknown) => {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return { left: refused, isOver: true };
    },
  );
  const { left, isOver } = result;
  const allowance: Allowance = {
    name,
    quota: limiter.points,
    remaining: Math.max(0, left.remainingPoints),
    resetSeconds: seconds(left),
  };
  return { allowance, isOver };
}

const seconds = ({ msBeforeNext }: RateLimiterRes): number => Math.ceil(msBeforeNext / 1_000);
