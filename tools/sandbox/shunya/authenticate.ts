import type { Request, RequestHandler, Response } from 'express';
import { verify, type JwtPayload } from 'jsonwebtoken';
import { ShunyaError } from './shunya-error';
import { isSameSignature, signShunyaRequest } from './signatures';
import { RequestValidationError } from './validation-error';

/** The tenant that a request was let in for. */
export const companyOf = (response: Response) => response.locals['companyId'] as string;

/** Checks the bearer token against X-Company-ID, and X-Signature where there is a body. */
export function authenticate(secrets: { jwtSecret: string; hmacSecret: string }): RequestHandler {
  return (request, response, next) => {
    const claims = claimsOf(request, secrets.jwtSecret);
    const companyId = claims['company_id'] as unknown;
    if (typeof companyId !== 'string' || companyId !== request.get('X-Company-ID')) {
      throw new ShunyaError('FORBIDDEN', 'X-Company-ID is not the company of the token');
    }
    request.body = checkedBody(request, secrets.hmacSecret);
    response.locals['companyId'] = companyId;
    next();
  };
}

function claimsOf(request: Request, jwtSecret: string): JwtPayload {
  const token = /^Bearer (.+)$/.exec(request.get('Authorization') ?? '')?.[1];
  try {
    const claims = verify(token ?? '', jwtSecret, { algorithms: ['HS256'] });
    if (typeof claims === 'object' && claims.exp !== undefined && claims['type'] === 'access') {
      return claims;
    }
  } catch {
    // Every bad token gets the same answer.
  }
  throw new ShunyaError('UNAUTHORIZED', 'bearer token is missing, invalid or expired');
}

function checkedBody(request: Request, hmacSecret: string): unknown {
  const raw = request.body as unknown;
  if (!Buffer.isBuffer(raw) || raw.length === 0) return undefined;
  const payload = parseJson(raw);
  const timestamp = request.get('X-UWC-Timestamp') ?? '';
  const expected = signShunyaRequest(hmacSecret, timestamp, payload);
  if (timestamp === '' || !isSameSignature(expected, request.get('X-Signature') ?? '')) {
    throw new ShunyaError('UNAUTHORIZED', 'X-Signature does not fit the body');
  }
  return payload;
}

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8')) as unknown;
  } catch {
    throw new RequestValidationError([
      { loc: ['body', 0], msg: 'JSON decode error', type: 'json_invalid' },
    ]);
  }
}
