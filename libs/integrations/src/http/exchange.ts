import { ProviderError } from '../errors';
import { startDeadline } from './deadline';
import { failureOfSilence, failureOfStatus } from './failures';
import type { HttpRequest, HttpResponse } from './http-client';
import { BodyTooLargeError, readText } from './read-body';
import { REQUEST_ID_HEADER, watchWrite } from './write-watch';

const MAX_BODY_BYTES = 20 * 1_024 * 1_024;

export interface ExchangeContext {
  readonly vendor: string;
  readonly requestId: string;
  readonly timeoutMs: number;
}

/** One attempt: sends the request once and reads the whole answer, or throws ProviderError. */
export async function exchange(
  request: HttpRequest,
  { vendor, requestId, timeoutMs }: ExchangeContext,
): Promise<HttpResponse> {
  const deadline = startDeadline(timeoutMs, request.signal);
  const write = watchWrite(requestId);
  const changesSomething = request.method !== 'GET';
  try {
    const raw = await fetch(request.url, {
      method: request.method,
      headers: {
        Accept: 'application/json',
        ...request.headers?.(),
        [REQUEST_ID_HEADER]: requestId,
      },
      redirect: 'manual',
      signal: deadline.signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const text = await readText(raw, MAX_BODY_BYTES);
    const { status, headers } = raw;
    const response = {
      status,
      headers,
      body: readJson(text, { vendor, status, changesSomething }),
    };
    const failure = request.failureOf?.(response) ?? failureOfStatus(response);
    if (!failure) return response;
    const isUnknownOutcome = changesSomething && status >= 500;
    throw new ProviderError({ status, ...failure, vendor, isUnknownOutcome });
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    if (error instanceof BodyTooLargeError) throw tooLarge(vendor, changesSomething, error);
    const isUnknownOutcome = changesSomething && write.mayBeWritten();
    const failure = failureOfSilence(error, { reason: deadline.reason(), isUnknownOutcome });
    throw new ProviderError({ ...failure, vendor });
  } finally {
    write.stop();
    deadline.clear();
  }
}

/** A success must be JSON or empty; of a failure the status says enough. */
function readJson(
  text: string,
  from: { readonly vendor: string; readonly status: number; readonly changesSomething: boolean },
): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    if (from.status < 200 || from.status > 299) return null;
    throw new ProviderError({
      vendor: from.vendor,
      message: 'answered with something that is not JSON',
      status: from.status,
      code: 'INVALID_JSON',
      isRetryable: true,
      isUnknownOutcome: from.changesSomething,
    });
  }
}

function tooLarge(vendor: string, isUnknownOutcome: boolean, cause: Error): ProviderError {
  return new ProviderError({
    vendor,
    message: cause.message,
    code: 'TOO_LARGE',
    isRetryable: false,
    isUnknownOutcome,
    cause,
  });
}
