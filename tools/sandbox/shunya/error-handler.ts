import type { ErrorRequestHandler } from 'express';
import type { ShunyaSwitches } from './options';
import { ShunyaError } from './shunya-error';
import { RequestValidationError } from './validation-error';

/** Answers errors the way Shunya does. */
export function shunyaErrorHandler(switches: ShunyaSwitches, now: () => Date): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (error instanceof RequestValidationError) {
      response.status(422).json({ detail: error.detail });
    } else if (error instanceof ShunyaError) {
      response
        .status(switches.current.errorsInside200 ? 200 : error.status)
        .json(error.envelope(now(), request.get('X-Request-ID')));
    } else {
      next(error);
    }
  };
}
