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

interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** One attempt: sends the request once and reads the whole answer, or throws ProviderError. */
export async function exchange(
  request: HttpRequest,
  context: ExchangeContext,
): Promise<HttpResponse> {
  const { vendor } = context;
  const headersToSend = {
    Accept: 'application/json',
    'User-Agent': 'otto',
    ...request.headers?.(),
    [REQUEST_ID_HEADER]: context.requestId,
  };
  const { status, headers, text } = await receive(request, headersToSend, context);
  const body = readJson(text);
  const isSuccess = status >= 200 && status < 300;
  const changesSomething = !isReadOnly(request);
  if (body === undefined && isSuccess) throw notJson(vendor, status, changesSomething);

  const response = { status, headers, body: body ?? null };
  const failure = request.failureOf?.(response) ?? failureOfStatus(response);
  if (!failure) return response;
  const isUnknownOutcome = changesSomething && status >= 500;
  throw new ProviderError({ status, ...failure, vendor, isUnknownOutcome });
}

async function receive(
  request: HttpRequest,
  headers: Readonly<Record<string, string>>,
  { vendor, requestId, timeoutMs }: ExchangeContext,
): Promise<Received> {
  const { method, url, body, signal } = request;
  const deadline = startDeadline(timeoutMs, signal);
  const write = watchWrite(requestId);
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: deadline.signal,
      ...(body === undefined ? {} : { body }),
    });
    const text = await readText(response, MAX_BODY_BYTES);
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    const isUnknownOutcome = !isReadOnly(request) && write.mayBeWritten();
    if (error instanceof BodyTooLargeError) throw tooLarge(vendor, isUnknownOutcome, error);
    const failure = failureOfSilence(error, { reason: deadline.reason(), isUnknownOutcome });
    throw new ProviderError({ ...failure, vendor });
  } finally {
    write.stop();
    deadline.clear();
  }
}

export function isReadOnly({ method, isReadOnly = method === 'GET' }: HttpRequest): boolean {
  return isReadOnly;
}

/** Undefined for what is not JSON; null for an empty text, as with 204. */
function readJson(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notJson(vendor: string, status: number, isUnknownOutcome: boolean): ProviderError {
  const message = 'answered with something that is not JSON';
  const code = 'INVALID_JSON';
  return new ProviderError({ vendor, message, status, code, isRetryable: true, isUnknownOutcome });
}

function tooLarge(vendor: string, isUnknownOutcome: boolean, cause: Error): ProviderError {
  const { message } = cause;
  const code = 'TOO_LARGE';
  return new ProviderError({ vendor, message, code, isRetryable: false, isUnknownOutcome, cause });
}
