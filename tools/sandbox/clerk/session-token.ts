import { randomBytes, randomUUID } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import type { SigningKey } from './signing-key';

export interface SessionTokenRequest {
  readonly company: { readonly id: string; readonly name: string };
  /** The role without Clerk's prefix. */
  readonly user: { readonly id: string; readonly role: string };
  readonly issuer: string;
  /** Origin of the front end that asked for the token. */
  readonly authorizedParty: string;
  readonly now: Date;
  readonly expiresInSeconds: number;
  /** Claims that replace the usual ones; null takes a claim away. */
  readonly overrides: Readonly<Record<string, unknown>>;
}

/** A session token of Clerk, version 2 of its claims (PROVIDERS 3.2). */
export function createSessionToken(key: SigningKey, request: SessionTokenRequest): string {
  const issuedAt = Math.floor(request.now.getTime() / 1_000);
  const claims = {
    azp: request.authorizedParty,
    exp: issuedAt + request.expiresInSeconds,
    fva: [0, -1],
    iat: issuedAt,
    iss: request.issuer,
    jti: randomUUID().replaceAll('-', ''),
    nbf: issuedAt - 10,
    o: {
      id: request.company.id,
      rol: request.user.role,
      slg: request.company.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    },
    sid: `sess_${randomBytes(14).toString('hex')}`,
    sts: 'active',
    sub: request.user.id,
    v: 2,
    ...request.overrides,
  };
  const kept = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
  return sign(kept, key.privateKey, { algorithm: 'RS256', keyid: key.id });
}
