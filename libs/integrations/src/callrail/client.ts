import { z } from 'zod';
import { ProviderError } from '../errors';
import type { AnswerFailure, HttpClient, HttpResponse } from '../http/http-client';
import { failureOfStatus } from '../http/failures';
import type { RateLimiter } from '../http/rate-limiter';
import { unexpectedAnswer } from '../http/read-answer';
import type { CallrailCall, CallrailClient } from './callrail-call';
import { createCallList } from './list-calls';
import { parseCallrailCall } from './parse-call';

const vendor = 'callrail';
const recordingAnswer = z.object({ url: z.url({ protocol: /^https?$/ }).nullish() });
const errorAnswer = z.object({ error: z.string() });
/** A limit of CallRail is per hour, and its 429 does not say how long to wait. */
const RATE_LIMIT_WAIT_MS = 120_000;

/** CallRail's REST API v3 for one account. `baseUrl` is without `/v3`. */
export function createCallrailClient(options: {
  readonly baseUrl: string;
  readonly accountId: string;
  readonly apiKey: string;
  readonly http: HttpClient;
  /** Counts every attempt against the limits of the account. */
  readonly limiter?: RateLimiter;
}): CallrailClient {
  const { baseUrl, accountId, apiKey, http, limiter } = options;
  const account = `${baseUrl}/v3/a/${encodeURIComponent(accountId)}`;

  const get = async (
    operation: string,
    path: string,
    signal: AbortSignal | undefined,
  ): Promise<unknown> => {
    try {
      const { body } = await http.request({
        operation,
        breakerScope: accountId,
        method: 'GET',
        url: `${account}/${path}`,
        headers: () => ({ Authorization: `Token token="${apiKey}"`, 'Request-From': 'otto' }),
        failureOf,
        ...(limiter ? { admit: () => limiter.take(accountId) } : {}),
        signal,
      });
      return body;
    } catch (error) {
      if (error instanceof ProviderError && error.status === 404) return null;
      throw error;
    }
  };

  return {
    async getRecordingUrl(callId, signal) {
      const path = `calls/${encodeURIComponent(callId)}/recording.json`;
      const body = await get('calls.recording', path, signal);
      if (body === null) return null;
      const parsed = recordingAnswer.safeParse(body);
      if (!parsed.success) throw unexpectedAnswer({ vendor }, parsed.error);
      return parsed.data.url ?? null;
    },

    async getCall(callId, signal) {
      const body = await get('calls.get', `calls/${encodeURIComponent(callId)}.json`, signal);
      if (body === null) return null;
      return readCall(body);
    },

    listCalls: createCallList({ get, readCall }),
  };
}

function failureOf(response: HttpResponse): AnswerFailure | null {
  const failure = failureOfStatus(response);
  if (!failure) return null;
  const parsed = errorAnswer.safeParse(response.body);
  const isRateLimit = response.status === 429;
  return {
    ...failure,
    ...(parsed.success
      ? { message: `${failure.message}: ${parsed.data.error.slice(0, 200)}` }
      : {}),
    ...(isRateLimit ? { retryAfterMs: failure.retryAfterMs ?? RATE_LIMIT_WAIT_MS } : {}),
  };
}

function readCall(body: unknown): CallrailCall {
  try {
    return parseCallrailCall(body);
  } catch (error) {
    throw unexpectedAnswer({ vendor }, error);
  }
}
