import type { ProviderFailure } from '../errors';
import type { AnswerFailure, HttpResponse } from './http-client';
import { readRetryAfter } from './retry-after';

type SilenceFailure = Omit<ProviderFailure, 'vendor'>;

/** The failure that a status alone tells: 429, 408 and 5xx may pass, the rest will not. */
export function failureOfStatus({ status, headers }: HttpResponse): AnswerFailure | null {
  if (status >= 200 && status < 300) return null;
  return {
    message: `answered ${status}`,
    status,
    isRetryable: isPassingStatus(status),
    retryAfterMs: readRetryAfter(headers),
  };
}

export function isPassingStatus(status: number): boolean {
  return status === 429 || status === 408 || status >= 500;
}

/** The failure of a request that got no usable answer. */
export function failureOfSilence(
  cause: unknown,
  ended: { readonly reason: 'timeout' | 'caller' | null; readonly isUnknownOutcome: boolean },
): SilenceFailure {
  const common = { isRetryable: true, isUnknownOutcome: ended.isUnknownOutcome, cause };
  if (ended.reason === 'timeout') {
    return { ...common, message: 'did not answer in time', code: 'TIMEOUT' };
  }
  if (ended.reason === 'caller') {
    return { ...common, message: 'the request was given up', code: 'ABORTED' };
  }
  return { ...common, message: `could not be reached (${networkCode(cause)})`, code: 'NETWORK' };
}

/** fetch hides the socket's error code in the cause, sometimes two levels down. */
function networkCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : networkCode(cause);
}
