import type { RequestHandler } from 'express';
import type { Metrics } from '@otto/observability';

/** Counts every answered request under its declared path, never under its URL. */
export function countRequests(metrics: Metrics['http']): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    metrics.started();
    response.on('close', () =>
      metrics.answered({
        method: request.method,
        route: routeOf(request.route),
        status: response.writableFinished ? response.statusCode : null,
        seconds: (performance.now() - startedAt) / 1_000,
      }),
    );
    next();
  };
}

/** A route with aliases is known by the first of its paths. */
function routeOf(route: unknown): string {
  const path = (route as { path?: unknown } | undefined)?.path;
  const first: unknown = Array.isArray(path) ? path[0] : path;
  return typeof first === 'string' ? first : 'none';
}
