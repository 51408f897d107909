import { STATUS_CODES } from 'node:http';
import type { Problem } from './problem';
import type { Trace } from './trace';

const RFC_9110 = 'https://www.rfc-editor.org/rfc/rfc9110#section-';
const TYPES: Readonly<Record<number, string>> = {
  400: `${RFC_9110}15.5.1`,
  401: `${RFC_9110}15.5.2`,
  403: `${RFC_9110}15.5.4`,
  404: `${RFC_9110}15.5.5`,
  405: `${RFC_9110}15.5.6`,
  409: `${RFC_9110}15.5.10`,
  413: `${RFC_9110}15.5.14`,
  414: `${RFC_9110}15.5.15`,
  415: `${RFC_9110}15.5.16`,
  416: `${RFC_9110}15.5.17`,
  422: `${RFC_9110}15.5.21`,
  429: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
  431: 'https://www.rfc-editor.org/rfc/rfc6585#section-5',
  500: `${RFC_9110}15.6.1`,
  502: `${RFC_9110}15.6.3`,
  503: `${RFC_9110}15.6.4`,
};

export const PROBLEM_JSON = 'application/problem+json';

/**
 * A problem as it goes out (RFC 9457), with the fields that the three existing front ends look for
 * beside the standard ones.
 */
export function problemBody(problem: Problem, url: string, { requestId, traceId }: Trace) {
  const details = problem.extra.details ?? {};
  return {
    type: TYPES[problem.status] ?? 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.message,
    instance: url.split('?')[0],
    trace_id: traceId,
    success: false,
    error_code: problem.code,
    message: problem.message,
    details,
    request_id: requestId,
    error: { code: problem.code, message: problem.message, details },
    timestamp: new Date().toISOString(),
    ...problem.extra.members,
  };
}
