import {
  BrokenCircuitError,
  CircuitState,
  circuitBreaker,
  ConsecutiveBreaker,
  handleWhen,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { ProviderError } from '../errors';

export interface BreakerPolicy {
  readonly failures: number;
  readonly openMs: number;
}

export const DEFAULT_BREAKER: BreakerPolicy = { failures: 5, openMs: 30_000 };

interface Breaker {
  readonly policy: CircuitBreakerPolicy;
  openedAt: number;
}

/**
 * One circuit breaker a key. An open one refuses with a retryable ProviderError, code CIRCUIT_OPEN,
 * until a trial call after `openMs` succeeds. Only outages count, not a vendor's clear answer.
 */
export function createBreakers(
  vendor: string,
  { failures, openMs }: BreakerPolicy,
  onChange: (isOpen: boolean) => void = () => undefined,
) {
  // Holds only keys that failed lately: a success is the same as a new breaker.
  const breakers = new Map<string, Breaker>();

  const make = (): Breaker => {
    const policy = circuitBreaker(handleWhen(isOutage), {
      halfOpenAfter: openMs,
      breaker: new ConsecutiveBreaker(failures),
    });
    const breaker: Breaker = { policy, openedAt: 0 };
    // A trial that fails breaks again what has not closed in between.
    policy.onBreak(() => {
      if (breaker.openedAt === 0) onChange(true);
      breaker.openedAt = Date.now();
    });
    policy.onReset(() => {
      breaker.openedAt = 0;
      onChange(false);
    });
    return breaker;
  };

  const forget = (key: string, breaker: Breaker): void => {
    if (breaker.policy.state === CircuitState.Closed) breakers.delete(key);
  };

  const refusal = (breaker: Breaker, cause: Error): ProviderError =>
    new ProviderError({
      vendor,
      message: `not asked, because it failed ${failures} times in a row`,
      code: 'CIRCUIT_OPEN',
      isRetryable: true,
      retryAfterMs: Math.max(0, breaker.openedAt + openMs - Date.now()),
      cause,
    });

  return {
    async run<T>(key: string, call: () => Promise<T>): Promise<T> {
      const breaker = breakers.get(key) ?? make();
      breakers.set(key, breaker);
      try {
        const answer = await breaker.policy.execute(call);
        forget(key, breaker);
        return answer;
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw refusal(breaker, error);
        if (isClearAnswer(error)) forget(key, breaker);
        throw error;
      }
    },
  };
}

function isOutage(error: Error): boolean {
  return (
    error instanceof ProviderError &&
    error.isRetryable &&
    error.status !== 429 &&
    error.code !== 'ABORTED'
  );
}

/** A refusal that shows the vendor to be up. */
function isClearAnswer(error: unknown): boolean {
  return error instanceof ProviderError && !error.isRetryable && error.status !== null;
}
