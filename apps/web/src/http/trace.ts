import type { RequestHandler, Response } from 'express';
import { v7 as uuidv7 } from 'uuid';
import { insideSpan, openSpan, withLogContext } from '@otto/observability';
import { routeNameOf } from './route-name';

const SAFE = /^[\w.:-]{8,64}$/;

export interface Trace {
  readonly requestId: string;
  readonly traceId: string;
}

/**
 * Gives each request its ids, the caller's own where they are harmless, and puts them on the answer
 * and on every log line and job that comes of it.
 */
export const trace: RequestHandler = (request, response, next) => {
  const given = safe(request.get('x-trace-id'));
  const ids: Trace = {
    requestId: safe(request.get('x-request-id')) ?? uuidv7(),
    traceId: given ?? uuidv7(),
  };
  response.locals['trace'] = ids;
  response.set({ 'X-Request-Id': ids.requestId, 'X-Trace-Id': ids.traceId });
  withLogContext(ids, () => {
    const { method } = request;
    const place = given === null ? 'first' : 'next';
    const span = openSpan({ name: method, kind: 'server', place });
    response.on('close', () => {
      const route = routeNameOf(response);
      const status = response.statusCode;
      span?.end({
        name: `${method} ${route}`,
        attributes: {
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
          'otto.request_id': ids.requestId,
        },
        ...(status >= 500 ? { error: new Error('answered as failed') } : {}),
      });
    });
    insideSpan(span, next);
  });
};

export function traceOf(response: Response): Trace {
  return response.locals['trace'] as Trace;
}

function safe(id: string | undefined): string | null {
  return id !== undefined && SAFE.test(id) ? id : null;
}
