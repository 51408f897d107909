import type { RequestHandler } from 'express';
import type { Logger } from '@otto/observability';
import { routeNameOf } from './route-name';
import { traceOf } from './trace';

/**
 * One line for each answered request. It names the declared path, never the URL: that one holds
 * phone numbers and webhook tokens.
 */
export function requestLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    response.on('close', () => {
      const durationMs = Number((process.hrtime.bigint() - startedAt) / 1_000_000n);
      logger.info('request', {
        method: request.method,
        route: routeNameOf(response),
        status: response.writableFinished ? response.statusCode : 'aborted',
        durationMs,
        // The close event comes outside the context of the request.
        ...traceOf(response),
      });
    });
    next();
  };
}
