import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '@otto/observability';
import { notFound } from './problem';
import { problemOf } from './problem-of';
import { traceOf } from './trace';

const RFC_9110 = 'https://www.rfc-editor.org/rfc/rfc9110#section-';
const TYPES: Readonly<Record<number, string>> = {
  400: `${RFC_9110}15.5.1`,
  401: `${RFC_9110}15.5.2`,
  403: `${RFC_9110}15.5.4`,
  404: `${RFC_9110}15.5.5`,
  405: `${RFC_9110}15.5.6`,
  409: `${RFC_9110}15.5.10`,
  413: `${RFC_9110}15.5.14`,
  415: `${RFC_9110}15.5.16`,
  416: `${RFC_9110}15.5.17`,
  422: `${RFC_9110}15.5.21`,
  429: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
  500: `${RFC_9110}15.6.1`,
  502: `${RFC_9110}15.6.3`,
  503: `${RFC_9110}15.6.4`,
};

/**
 * Turns whatever was thrown into a problem (RFC 9457), with the fields that the three existing
 * front ends look for beside the standard ones. Express knows it by its four parameters.
 */
export function sendProblem(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = problemOf(error);
    if (problem.status >= 500) logger.error('request failed', { status: problem.status, error });
    // Half an answer is out: all that is left is to cut the connection.
    if (response.headersSent) return next(error);
    const { requestId, traceId } = traceOf(response);
    const details = problem.extra.details ?? {};
    response
      .status(problem.status)
      .set(problem.extra.headers ?? {})
      .type('application/problem+json')
      .json({
        type: TYPES[problem.status] ?? 'about:blank',
        title: STATUS_CODES[problem.status] ?? 'Error',
        status: problem.status,
        detail: problem.message,
        instance: request.originalUrl.split('?')[0],
        trace_id: traceId,
        success: false,
        error_code: problem.code,
        message: problem.message,
        details,
        request_id: requestId,
        error: { code: problem.code, message: problem.message, details },
        timestamp: new Date().toISOString(),
      });
  };
}

/** Ends the chain: no route has taken the request. */
export const noRoute: RequestHandler = (_request, _response, next) => next(notFound());
