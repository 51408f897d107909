import { z } from 'zod';
import { ProviderError } from '../errors';
import type { AnswerFailure, HttpClient, HttpResponse } from '../http/http-client';
import { failureOfStatus } from '../http/failures';
import type { CallrailClient } from './callrail-call';
import { parseCallrailCall } from './parse-call';

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
}): CallrailClient {
  const { baseUrl, accountId, apiKey, http } = options;
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
      if (!parsed.success) throw unexpectedAnswer(parsed.error);
      return parsed.data.url ?? null;
    },

    async getCall(callId, signal) {
      const body = await get('calls.get', `calls/${encodeURIComponent(callId)}.json`, signal);
      if (body === null) return null;
      try {
        return parseCallrailCall(body);
      } catch (error) {
        throw unexpectedAnswer(error);
      }
    },
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

function unexpectedAnswer(cause: unknown): ProviderError {
  return new ProviderError({
    vendor: 'callrail',
    message: 'answered with an unexpected shape',
    code: 'UNEXPECTED_ANSWER',
    isRetryable: true,
    cause,
  });
}
