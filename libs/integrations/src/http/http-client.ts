import type { ProviderError } from '../errors';

export interface HttpRequest {
  /** Names the endpoint in logs and for the circuit breaker, e.g. `transcription.transcribe`. */
  readonly operation: string;
  /** Whose breaker this is, usually the company; one tenant's bad key must not stop the others. */
  readonly breakerScope?: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** Computed anew for every attempt, because some carry a time or a short-lived token. */
  readonly headers?: () => Readonly<Record<string, string>>;
  readonly body?: string;
  /** True when sending twice does what sending once does. By default only GET. */
  readonly isRepeatable?: boolean;
  /** Turns a vendor's way of saying no into an error; null means the answer is good. */
  readonly failureOf?: (response: HttpResponse) => ProviderError | null;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; null when the body is empty, or is not JSON in an answer that is no success. */
  readonly body: unknown;
}

export interface HttpClient {
  /** Answers with a 2xx that `failureOf` has no objection to; throws ProviderError otherwise. */
  request(request: HttpRequest): Promise<HttpResponse>;
}
