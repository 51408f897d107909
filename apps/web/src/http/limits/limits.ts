import type { RateClass } from '../route';

export interface LimitSettings {
  readonly userPerMinute: number;
  readonly tenantPerMinute: number;
  readonly aiPerMinute: number;
  readonly webhooksPerMinute: number;
  /** Refusals of one tenant and address in a minute, after which it is shut out for an hour. */
  readonly refusalsPerMinute: number;
}

/** DOMAIN 6.1. */
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

export interface LimitedRequest {
  readonly rate: RateClass;
  /** Of the route, for limits of its own. */
  readonly name: string;
}

export interface LimitedWebhook {
  readonly companyId: string;
  readonly provider: string;
}

export interface Limits {
  /** Counts a request against all limits that it falls under, the narrowest first. */
  take(caller: Caller, request: LimitedRequest): Promise<Verdict>;
  /** Counts a webhook, and tells whether its tenant sends more of them than it may. */
  countWebhook(webhook: LimitedWebhook): Promise<'within' | 'just_over' | 'over'>;
}

/** For where limiting is switched off. */
export const NO_LIMITS: Limits = {
  take: () => Promise.resolve({ allowances: [], retryAfterSeconds: null }),
  countWebhook: () => Promise.resolve('within'),
};
