import type { RequestHandler, Response } from 'express';
import { v7 as uuidv7 } from 'uuid';
import { withLogContext } from '@otto/observability';

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
  const ids: Trace = {
    requestId: safe(request.get('x-request-id')) ?? uuidv7(),
    traceId: safe(request.get('x-trace-id')) ?? uuidv7(),
  };
  response.locals['trace'] = ids;
  response.set({ 'X-Request-Id': ids.requestId, 'X-Trace-Id': ids.traceId });
  withLogContext(ids, next);
};

export function traceOf(response: Response): Trace {
  return response.locals['trace'] as Trace;
}

function safe(id: string | undefined): string | null {
  return id !== undefined && SAFE.test(id) ? id : null;
}
