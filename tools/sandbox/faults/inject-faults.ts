import type { RequestHandler, Response } from 'express';
import type { ProviderName } from '../providers';
import type { SandboxDeps } from '../sandbox-deps';
import { rateLimitOf, serverErrorOf, type Refusal } from './refusals';

export type HttpProvider = Exclude<ProviderName, 'smtp'>;

type Deps = Pick<SandboxDeps, 'faults' | 'journal' | 'background'>;

/** Lets the requests of a provider go wrong as planned. */
export function injectFaults(
  { faults, journal, background }: Deps,
  provider: HttpProvider,
): RequestHandler {
  return async (request, response, next) => {
    const endpoint = `${request.method} ${request.originalUrl.split('?')[0] ?? ''}`;
    const fault = faults.takeForRequest(provider, endpoint);
    if (!fault) {
      next();
      return;
    }
    journal.write({ provider, direction: 'event', what: `fault: ${fault.kind} on ${endpoint}` });
    switch (fault.kind) {
      case 'latency':
        await background.wait(fault.ms);
        return next();
      case 'hang':
        return;
      case 'hang-after-accept':
        withholdAnswer(response);
        return next();
      case 'rate-limit':
        return refuse(response, rateLimitOf[provider]);
      case 'server-error':
        return refuse(response, serverErrorOf[provider]);
      case 'malformed':
        cutAnswer(response);
        return next();
      case 'connection-reset':
        request.socket.resetAndDestroy();
    }
  };
}

function refuse(response: Response, { status, body }: Refusal): void {
  response.status(status).json(body);
}

/** The request is carried out, but nobody will hear of it. */
function withholdAnswer(response: Response): void {
  response.end = () => response;
}

/** Express hands the whole body to `end`, which here leaves out its second half. */
function cutAnswer(response: Response): void {
  const end = response.end.bind(response) as (body: Buffer) => Response;
  response.end = ((body?: unknown) => {
    const whole = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : '');
    const half = whole.subarray(0, Math.floor(whole.length / 2));
    response.setHeader('Content-Length', half.length);
    response.removeHeader('ETag');
    return end(half);
  }) as Response['end'];
}
