import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { Transform, type Readable } from 'node:stream';
import { ProviderError } from '../errors';
import { startDeadline, type Deadline } from './deadline';
import { checkTarget, ForbiddenTargetError, type DownloadTarget } from './download-target';
import { failureOfSilence, isPassingStatus } from './failures';

const MAX_REDIRECTS = 5;
const DEFAULT_TIMEOUT_MS = 120_000;
/** The link may have expired or the file be late; a fresh link or a later try can help. */
const LINK_STATUSES = [403, 404, 410];

export interface DownloadRequest {
  readonly url: string;
  /** `host` (https, public address) or `host:port` (that port, http too, wherever it is). */
  readonly allowedHosts: readonly string[];
  readonly maxBytes: number;
  /** Of the whole download, from connecting to the last byte. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  readonly vendor?: string;
  /** Sent to the host of the URL, and to no other that it redirects to. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Download {
  /** Ends with a ProviderError when the file is too large, too slow or cut off. */
  readonly stream: Readable;
  readonly contentType: string | null;
}

/**
 * Opens a file of the outside world without being led to a host off the list or into our own
 * network (OWASP API7). Throws ProviderError, code FORBIDDEN_URL or TOO_LARGE where no retry helps.
 */
export async function downloadFrom(request: DownloadRequest): Promise<Download> {
  const { vendor = 'download', maxBytes, timeoutMs = DEFAULT_TIMEOUT_MS } = request;
  const deadline = startDeadline(timeoutMs, request.signal);
  try {
    const response = await follow(request, vendor, deadline);
    const contentType = response.headers['content-type'] ?? null;
    return { contentType, stream: limit(response, { vendor, maxBytes, deadline }) };
  } catch (error) {
    deadline.clear();
    throw explain(error, vendor, deadline);
  }
}

async function follow(
  { url, allowedHosts, headers: ownHeaders = {} }: DownloadRequest,
  vendor: string,
  { signal }: Deadline,
): Promise<IncomingMessage> {
  let next = url;
  const { origin } = checkTarget(url, allowedHosts).url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const target = checkTarget(next, allowedHosts);
    const response = await open(target, signal, target.url.origin === origin ? ownHeaders : {});
    const { statusCode: status = 0, headers } = response;
    if (status === 200) return response;
    response.destroy();
    if (status < 300 || status > 399 || !headers.location) throw statusError(vendor, status);
    if (!URL.canParse(headers.location, target.url.href)) {
      throw new ForbiddenTargetError('The redirect is malformed');
    }
    next = new URL(headers.location, target.url).href;
  }
  throw new ForbiddenTargetError(`There are more than ${MAX_REDIRECTS} redirects`);
}

function open(
  { url, lookup }: DownloadTarget,
  signal: AbortSignal,
  headers: Readonly<Record<string, string>>,
): Promise<IncomingMessage> {
  const get = url.protocol === 'https:' ? getHttps : getHttp;
  return new Promise((resolve, reject) => {
    get(url, { signal, headers, agent: false, ...(lookup ? { lookup } : {}) }, resolve).on(
      'error',
      reject,
    );
  });
}

function limit(
  response: IncomingMessage,
  { vendor, maxBytes, deadline }: { vendor: string; maxBytes: number; deadline: Deadline },
): Readable {
  let size = 0;
  const tooLarge = new ProviderError({
    vendor,
    message: `the file has more than ${maxBytes} bytes`,
    code: 'TOO_LARGE',
    isRetryable: false,
  });
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) done(tooLarge);
      else done(null, chunk);
    },
  });
  // Until the caller reads, nobody listens; whoever reads later still gets the error.
  stream.on('error', () => undefined);
  response.on('error', (error) => stream.destroy(explain(error, vendor, deadline)));
  stream.on('close', () => {
    deadline.clear();
    response.destroy();
  });
  return response.pipe(stream);
}

function statusError(vendor: string, status: number): ProviderError {
  return new ProviderError({
    vendor,
    message: `the file was answered with ${status}`,
    status,
    isRetryable: isPassingStatus(status) || LINK_STATUSES.includes(status),
  });
}

function explain(error: unknown, vendor: string, deadline: Deadline): ProviderError {
  if (error instanceof ProviderError) return error;
  if (error instanceof ForbiddenTargetError) {
    return new ProviderError({
      vendor,
      message: error.message,
      code: 'FORBIDDEN_URL',
      isRetryable: false,
      cause: error,
    });
  }
  const ended = { reason: deadline.reason(), isUnknownOutcome: false };
  return new ProviderError({ vendor, ...failureOfSilence(error, ended) });
}
