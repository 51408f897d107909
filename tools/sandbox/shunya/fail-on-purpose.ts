import type { RequestHandler } from 'express';
import type { ShunyaSwitches } from './options';
import { ShunyaError } from './shunya-error';

/** Fails as many requests as the switches ask for. */
export function failOnPurpose(switches: ShunyaSwitches): RequestHandler {
  return (_request, _response, next) => {
    if (switches.takeFailure()) throw failure(switches);
    next();
  };
}

function failure({ current }: ShunyaSwitches): ShunyaError {
  switch (current.failWith) {
    case 'rate-limit':
      return new ShunyaError('RATE_LIMIT_EXCEEDED', 'too many requests', {
        details: { retry_after: current.retryAfterSeconds },
      });
    case 'envelope':
      return new ShunyaError('SERVICE_UNAVAILABLE', 'model is loading', { isInside200: true });
    case 'server-error':
      return new ShunyaError('INTERNAL_SERVER_ERROR', 'something broke');
  }
}
