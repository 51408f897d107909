import { setTimeout as pause } from 'node:timers/promises';
import { withSpan, type Logger } from '@otto/observability';
import { v4 as uuid } from 'uuid';
import { ProviderError } from '../errors';
import { createBreakers, DEFAULT_BREAKER, type BreakerPolicy } from './breakers';
import { exchange, isReadOnly } from './exchange';
import type { HttpClient, HttpRequest, HttpResponse } from './http-client';
import { DEFAULT_RETRY, retryDelayMs, type RetryPolicy } from './retry';

export interface HttpClientOptions {
  /** Lower-case name, as in errors and logs. */
  readonly vendor: string;
  /** Of one attempt, from connecting to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly logger?: Pick<Logger, 'debug' | 'warn'>;
  readonly retry?: RetryPolicy;
  readonly breaker?: BreakerPolicy;
  /** Told of every attempt that was made, e.g. to count it. */
  readonly onCall?: (call: ProviderCall) => void;
  /** Told when a circuit breaker starts to refuse calls, and when it no longer does. */
  readonly onBreaker?: (vendor: string, isOpen: boolean) => void;
}

export interface ProviderCall {
  readonly vendor: string;
  /** The operation of the request. */
  readonly endpoint: string;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  readonly ms: number;
}

/** JSON over HTTP to one vendor, with time limit, retries and a circuit breaker per endpoint. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { vendor, logger, retry = DEFAULT_RETRY, breaker = DEFAULT_BREAKER } = options;
  const breakers = createBreakers(vendor, breaker, (isOpen) => options.onBreaker?.(vendor, isOpen));

  const attemptOnce = async (request: HttpRequest, attempt: number): Promise<HttpResponse> => {
    const requestId = uuid();
    const startedAt = performance.now();
    const log = (
      level: 'debug' | 'warn',
      outcome: { readonly status: number | null; readonly code?: string | null },
    ): void => {
      const durationMs = Math.round(performance.now() - startedAt);
      const { operation } = request;
      options.onCall?.({ vendor, endpoint: operation, status: outcome.status, ms: durationMs });
      logger?.[level](`Request to ${vendor}`, {
        operation,
        attempt,
        requestId,
        durationMs,
        ...outcome,
      });
    };
    try {
      const timeoutMs = request.timeoutMs ?? options.timeoutMs;
      const response = await withSpan(
        { name: `${vendor} ${request.operation}`, kind: 'client', place: 'part' },
        () => exchange(request, { vendor, requestId, timeoutMs }),
      );
      log('debug', { status: response.status });
      return response;
    } catch (error) {
      const { status, code } = error as ProviderError;
      // "Not found" is how vendors answer a poll that comes early.
      log(status === 404 ? 'debug' : 'warn', { status: status ?? null, code });
      throw error;
    }
  };

  return {
    async request(request) {
      const isRepeatable = request.isRepeatable ?? isReadOnly(request);
      const key = `${request.breakerScope ?? ''}:${request.operation}`;
      for (let attempt = 1; ; attempt += 1) {
        try {
          await request.admit?.();
          return await breakers.run(key, () => attemptOnce(request, attempt));
        } catch (error) {
          if (!(error instanceof ProviderError)) throw error;
          const delayMs = retryDelayMs({ error, attempt, isRepeatable }, request.retry ?? retry);
          if (delayMs === null) throw error;
          await waitOrThrow(delayMs, error, request.signal);
        }
      }
    },
  };
}

/** A caller who gives up during the wait gets the failure that led to it. */
async function waitOrThrow(
  delayMs: number,
  error: ProviderError,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await pause(delayMs, undefined, { ...(signal ? { signal } : {}) });
  } catch {
    throw error;
  }
}
