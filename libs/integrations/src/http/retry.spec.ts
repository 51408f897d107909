import { ProviderError, type ProviderFailure } from '../errors';
import { DEFAULT_RETRY, retryDelayMs } from './retry';

const error = (failure: Partial<ProviderFailure> = {}): ProviderError =>
  new ProviderError({ vendor: 'acme', message: 'failed', isRetryable: true, ...failure });
const delay = (failed: Partial<Parameters<typeof retryDelayMs>[0]>, random = 0): number | null =>
  retryDelayMs(
    { error: error(), attempt: 1, isRepeatable: true, ...failed },
    DEFAULT_RETRY,
    () => random,
  );

describe('retry delay', () => {
  it('doubles from one second, for three retries', () => {
    expect([1, 2, 3, 4].map((attempt) => delay({ attempt }))).toEqual([1_000, 2_000, 4_000, null]);
  });

  it('adds up to a quarter of jitter', () => {
    expect(delay({}, 1)).toBe(1_250);
  });

  it('follows the wait that the vendor asked for, and never undercuts it', () => {
    expect(delay({ error: error({ retryAfterMs: 7_000 }) })).toBe(7_000);
  });

  it.each([
    ['what cannot succeed', { error: error({ isRetryable: false }) }],
    ['a wait that is too long', { error: error({ retryAfterMs: 10_001 }) }],
    ['an open circuit', { error: error({ code: 'CIRCUIT_OPEN' }) }],
    ['a request given up', { error: error({ code: 'ABORTED' }) }],
    ['an unsure send', { error: error({ isUnknownOutcome: true }), isRepeatable: false }],
  ])('is none for %s', (_case, failed) => {
    expect(delay(failed)).toBeNull();
  });
});
