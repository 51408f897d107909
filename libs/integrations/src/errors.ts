/** What is known about a failed conversation with a vendor. */
export interface ProviderFailure {
  /** Lower-case name of the vendor, e.g. `shunya`. */
  readonly vendor: string;
  readonly message: string;
  /** HTTP status; null when no answer came. */
  readonly status?: number | null;
  /** The vendor's error code, or one of ours (TIMEOUT, NETWORK, CIRCUIT_OPEN, …). */
  readonly code?: string | null;
  readonly isRetryable: boolean;
  readonly retryAfterMs?: number | null;
  readonly isUnknownOutcome?: boolean;
  readonly cause?: unknown;
}

/**
 * A vendor did not do what was asked. `isRetryable`: the same request may succeed later.
 * `isUnknownOutcome`: the request may have been carried out although no good answer came.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly vendor: string;
  readonly status: number | null;
  readonly code: string | null;
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | null;
  readonly isUnknownOutcome: boolean;

  constructor(failure: ProviderFailure) {
    super(`${failure.vendor}: ${failure.message}`, { cause: failure.cause });
    this.vendor = failure.vendor;
    this.status = failure.status ?? null;
    this.code = failure.code ?? null;
    this.isRetryable = failure.isRetryable;
    this.retryAfterMs = failure.retryAfterMs ?? null;
    this.isUnknownOutcome = failure.isUnknownOutcome ?? false;
  }
}

/** A verified webhook whose body lacks what its meaning hangs on. Never holds body content. */
export class WebhookParseError extends Error {
  override readonly name = 'WebhookParseError';

  constructor(
    readonly vendor: string,
    readonly problem: string,
  ) {
    super(`${vendor} webhook: ${problem}`);
  }
}
