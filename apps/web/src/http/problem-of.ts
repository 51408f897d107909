import { STATUS_CODES } from 'node:http';
import { ZodError } from 'zod';
import { ProviderError, SessionTokenError } from '@otto/integrations';
import { isDatabaseAway } from './database-away';
import { Problem, unauthorized, unavailable } from './problem';

/** The one map from anything thrown to the answer. What is not listed is a 500 that tells nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof SessionTokenError) return sessionProblem(error);
  if (error instanceof ZodError) return validationProblem(error);
  if (error instanceof ProviderError || isDatabaseAway(error)) return unavailable();
  return httpProblem(error) ?? new Problem(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong.');
}

const SESSION_MESSAGES = {
  TOKEN_EXPIRED: 'The session token has expired.',
  INVALID_TOKEN: 'The session token is missing or not valid.',
  MISSING_TENANT_ID: 'The session token names no organization.',
} as const;

function sessionProblem({ code }: SessionTokenError): Problem {
  return unauthorized(code, SESSION_MESSAGES[code]);
}

function validationProblem(error: ZodError): Problem {
  const details = error.issues.map(({ path, message }) => ({ field: snakePath(path), message }));
  return new Problem(400, 'VALIDATION_ERROR', 'The request is not valid.', { details });
}

function snakePath(path: readonly PropertyKey[]): string {
  return path
    .map((part) => String(part).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
    .join('.');
}

/** Errors of Express and its body parsers carry the status to answer with. */
function httpProblem(error: unknown): Problem | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (typeof status !== 'number' || status < 400 || status > 499) return null;
  const name = STATUS_CODES[status] ?? 'Bad Request';
  return new Problem(status, name.toUpperCase().replace(/\W+/g, '_'), `${name}.`);
}
