import { STATUS_CODES } from 'node:http';
import { DomainError, type DomainErrorCode } from '@otto/domain';
import { ProviderError, SessionTokenError } from '@otto/integrations';
import { toSnakeCase } from './case';
import { isDatabaseAway } from './database-away';
import { Problem, unauthorized, unavailable } from './problem';

/** The one map from anything thrown to the answer. What is not listed is a 500 that tells nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DomainError) return domainProblem(error);
  if (error instanceof SessionTokenError) return sessionProblem(error);
  if (error instanceof ProviderError) return providerProblem(error);
  if (isDatabaseAway(error)) return unavailable();
  return httpProblem(error) ?? new Problem(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong.');
}

const DOMAIN_STATUSES = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  INVALID_INPUT: 400,
  INVALID_STATE: 409,
  ALREADY_EXISTS: 409,
  MESSAGE_BLOCKED: 409,
  APPOINTMENT_OVERLAP: 409,
} as const satisfies Record<DomainErrorCode, number>;

function domainProblem({ code, message, details }: DomainError): Problem {
  return new Problem(
    DOMAIN_STATUSES[code],
    code,
    message,
    details ? { details: toSnakeCase(details) } : {},
  );
}

const SESSION_MESSAGES = {
  TOKEN_EXPIRED: 'The session token has expired.',
  INVALID_TOKEN: 'The session token is missing or not valid.',
  MISSING_TENANT_ID: 'The session token names no organization.',
} as const;

function sessionProblem({ code }: SessionTokenError): Problem {
  return unauthorized(code, SESSION_MESSAGES[code]);
}

/** 503 for what may go well later, with the time to wait; 502 for what a repetition does not help. */
function providerProblem({ vendor: provider, isRetryable, retryAfterMs }: ProviderError): Problem {
  if (isRetryable) return unavailable(retryAfterMs ?? undefined, { provider });
  const message = 'A provider refused what it was asked. Trying again does not help.';
  return new Problem(502, 'PROVIDER_REFUSED', message, { details: { provider } });
}

/** Errors of Express and its body parsers carry the status to answer with. */
function httpProblem(error: unknown): Problem | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (typeof status !== 'number' || status < 400 || status > 499) return null;
  const name = STATUS_CODES[status] ?? 'Bad Request';
  return new Problem(status, name.toUpperCase().replace(/\W+/g, '_'), `${name}.`);
}
