import { generateKeyPairSync } from 'node:crypto';
import { sign } from 'jsonwebtoken';

const LIFE_SECONDS = 3_600;

export interface SessionKeys {
  readonly issuer: string;
  /** PEM, for CLERK_JWT_KEY. */
  readonly publicKey: string;
  /** A session token as Clerk makes them. */
  tokenOf(user: { readonly id: string; readonly companyId: string }): string;
}

/** Signs session tokens with a key of this run: no request of a measurement is let in by a bypass. */
export function createSessionKeys(): SessionKeys {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const issuer = 'http://127.0.0.1:9';
  return {
    issuer,
    publicKey: keys.publicKey,
    tokenOf({ id, companyId }) {
      const now = Math.floor(Date.now() / 1_000);
      const claims = {
        v: 2,
        sub: id,
        sid: 'sess_bench',
        iat: now - 10,
        nbf: now - 10,
        exp: now + LIFE_SECONDS,
        o: { id: companyId, rol: 'member' },
      };
      return sign(claims, keys.privateKey, { algorithm: 'RS256', issuer });
    },
  };
}
