import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '@otto/observability';
import { notFound } from './problem';
import { PROBLEM_JSON, problemBody } from './problem-body';
import { problemOf } from './problem-of';
import { traceOf } from './trace';

/** Turns whatever was thrown into a problem. Express knows it by its four parameters. */
export function sendProblem(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = problemOf(error);
    if (problem.status >= 500) logger.error('request failed', { status: problem.status, error });
    // Half an answer is out: all that is left is to cut the connection.
    if (response.headersSent) return next(error);
    response
      .status(problem.status)
      .set(problem.extra.headers ?? {})
      .type(PROBLEM_JSON)
      .json(problemBody(problem, request.originalUrl, traceOf(response)));
  };
}

/** Ends the chain: no route has taken the request. */
export const noRoute: RequestHandler = (_request, _response, next) => next(notFound());
