import type { ProviderFailure } from '../errors';
import type { RetryPolicy } from './retry';

/** What a vendor's answer says about a failure; the client adds the rest. */
export type AnswerFailure = Omit<ProviderFailure, 'vendor' | 'isUnknownOutcome' | 'cause'>;

export interface HttpRequest {
  /** Names the endpoint in logs and for the circuit breaker, e.g. `transcription.transcribe`. */
  readonly operation: string;
  /** Whose breaker this is, usually the company; one tenant's bad key must not stop the others. */
  readonly breakerScope?: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** Computed anew for every attempt, because some carry a time or a short-lived token. */
  readonly headers?: () => Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** True when sending twice does what sending once does. By default only GET. */
  readonly isRepeatable?: boolean;
  /** True when nothing changes at the vendor, whatever the method. By default only GET. */
  readonly isReadOnly?: boolean;
  /** A vendor's own way of saying no, whatever the status; null means the answer is good. */
  readonly failureOf?: (response: HttpResponse) => AnswerFailure | null;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  /** Instead of the client's own policy. */
  readonly retry?: RetryPolicy;
  /** Awaited before every attempt; holds it back, or throws to forbid it. */
  readonly admit?: () => Promise<void>;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; null when the body is empty, or is not JSON in an answer that is no success. */
  readonly body: unknown;
}

export interface HttpClient {
  /**
   * Answers with a 2xx that `failureOf` has no objection to; throws ProviderError otherwise.
   * Repeats what is safe to repeat: what only reads, a request that is repeatable, one that was never written
   * or was turned away with 429.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
}
