import { STATUS_CODES } from 'node:http';
import { forbidden, notFound, Problem, tooMany, unauthorized, unavailable } from '../problem';
import { problemBody } from '../problem-body';
import { problemOf } from '../problem-of';

const TRACE = {
  requestId: '01a20fea-774e-736e-89b8-813987117e3d',
  traceId: '01a20fea-774e-736e-89b8-8596918e42cd',
};
const TIMESTAMP = '2026-11-24T15:00:00.000Z';

/** The usual one of each status. */
const PROBLEMS: Readonly<Record<number, Problem>> = {
  400: new Problem(400, 'VALIDATION_ERROR', 'The request is not valid.', {
    details: [{ field: 'query.page', message: 'Too small: expected number to be >=1' }],
  }),
  401: unauthorized('INVALID_TOKEN', 'The session token is missing or not valid.'),
  403: forbidden(),
  404: notFound(),
  409: new Problem(409, 'INVALID_STATE', 'Its state does not allow that.'),
  413: new Problem(413, 'PAYLOAD_TOO_LARGE', 'Payload Too Large.'),
  422: new Problem(
    422,
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key came with another request before.',
  ),
  429: tooMany(12),
  500: problemOf(new Error()),
  502: new Problem(
    502,
    'PROVIDER_REFUSED',
    'A provider refused what it was asked. Trying again does not help.',
    { details: { provider: 'shunya' } },
  ),
  503: unavailable(),
};

/** What an error of the status looks like. */
export function problemExample(status: number, path: string) {
  const name = STATUS_CODES[status] ?? 'Error';
  const problem =
    PROBLEMS[status] ?? new Problem(status, name.toUpperCase().replace(/\W+/g, '_'), `${name}.`);
  return { ...problemBody(problem, path, TRACE), timestamp: TIMESTAMP };
}
