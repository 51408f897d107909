import { ProviderError } from '../errors';
import { isPassingStatus } from '../http/failures';

const NETWORK = /\bE(CONN\w+|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)\b/;

interface SdkError {
  readonly name?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** What the SDK threw, as ProviderError; an error of the caller's own stream stays what it is. */
export function explainS3Error(cause: unknown): unknown {
  if (cause instanceof ProviderError) return cause;
  const { name, $metadata: metadata } = (cause ?? {}) as SdkError;
  const status = metadata?.httpStatusCode ?? null;
  if (status === null && !isNetworkError(cause)) return cause;
  return new ProviderError({
    vendor: 's3',
    message: status === null ? 'could not be reached' : `answered ${status}`,
    status,
    code: status === null ? 'NETWORK' : typeof name === 'string' ? name : null,
    isRetryable: status === null || isPassingStatus(status),
    cause,
  });
}

/** What a request answers, or `fallback` when the object is not there. A missing bucket is an error. */
export async function absentInS3As<T, U>(fallback: U, request: Promise<T>): Promise<T | U> {
  try {
    return await request;
  } catch (error) {
    const { name } = error as SdkError;
    if (name === 'NoSuchKey' || name === 'NotFound') return fallback;
    throw explainS3Error(error);
  }
}

/** The SDK wraps some errors in others that have only their text. */
function isNetworkError(error: unknown): boolean {
  const { code, name, message } = (error ?? {}) as {
    readonly code?: unknown;
    readonly name?: unknown;
    readonly message?: unknown;
  };
  return name === 'TimeoutError' || NETWORK.test(`${String(code)} ${String(message)}`);
}
