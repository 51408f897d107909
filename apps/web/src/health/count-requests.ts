import type { RequestHandler } from 'express';
import type { Metrics } from '@otto/observability';
import { routeNameOf } from '../http/route-name';

/** Counts every answered request under its declared path, never under its URL. */
export function countRequests(metrics: Metrics['http']): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    metrics.started();
    response.on('close', () =>
      metrics.answered({
        method: request.method,
        route: routeNameOf(response),
        status: response.writableFinished ? response.statusCode : null,
        seconds: (performance.now() - startedAt) / 1_000,
      }),
    );
    next();
  };
}
