/**
 * An answer that is an error, and the only thing routes throw to give one. What the client may know
 * is in it: `message` and `details` go out as they are.
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly extra: {
      readonly details?: unknown;
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

export const unavailable = (): Problem =>
  new Problem(503, 'SERVICE_UNAVAILABLE', 'A part of the service is away. Try again shortly.', {
    headers: { 'Retry-After': '5' },
  });
