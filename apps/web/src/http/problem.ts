/**
 * An answer that is an error, and the only thing the web service throws to give one. What the client
 * may know is in it: `message`, `details` and `members` go out as they are.
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly extra: {
      readonly details?: unknown;
      /** Beside the members that every problem has. */
      readonly members?: Readonly<Record<string, unknown>>;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
  }
}

export const notFound = (): Problem => new Problem(404, 'NOT_FOUND', 'There is no such record.');

export const forbidden = (): Problem => new Problem(403, 'FORBIDDEN', 'Your role may not do this.');

export const unauthorized = (code: string, message: string): Problem =>
  new Problem(401, code, message, { headers: { 'WWW-Authenticate': 'Bearer' } });

const USUAL_WAIT_MS = 5_000;

export const unavailable = (waitMs = USUAL_WAIT_MS, details?: object): Problem =>
  new Problem(503, 'SERVICE_UNAVAILABLE', 'A part of the service is away. Try again shortly.', {
    headers: { 'Retry-After': String(Math.max(1, Math.ceil(waitMs / 1_000))) },
    ...(details ? { details } : {}),
  });

export const tooMany = (retryAfterSeconds: number): Problem =>
  new Problem(429, 'RATE_LIMITED', 'Too many requests. Try again later.', {
    details: { retry_after: retryAfterSeconds },
    members: { retry_after: retryAfterSeconds },
    headers: { 'Retry-After': String(retryAfterSeconds) },
  });
