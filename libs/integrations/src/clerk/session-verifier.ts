import { createPublicKey, type KeyObject } from 'node:crypto';
import { decode, TokenExpiredError, verify as verifyJwt } from 'jsonwebtoken';
import { createHttpClient } from '../http/create-http-client';
import type { HttpClient } from '../http/http-client';
import { createKeySet } from './key-set';
import { readSessionClaims, SessionTokenError, type SessionClaims } from './session-claims';

const LEEWAY_SECONDS = 30;
const KEY_SET_TIMEOUT_MS = 5_000;

export interface SessionVerifierOptions {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** PEM; with it no request is ever made. */
  readonly jwtKey?: string | undefined;
  /** Accepted `azp` claims; empty accepts any. */
  readonly authorizedParties: readonly string[];
  readonly now?: () => Date;
  readonly http?: HttpClient;
}

export interface SessionVerifier {
  /** Throws SessionTokenError, or ProviderError when the issuer's keys cannot be had. */
  verify(token: string): Promise<SessionClaims>;
}

/** Verifies session tokens of Clerk: RS256 only, issuer, times with 30 s of leeway, party, state. */
export function createSessionVerifier(options: SessionVerifierOptions): SessionVerifier {
  const { issuer, jwksUrl, jwtKey, authorizedParties, now = () => new Date() } = options;
  const http = options.http ?? createHttpClient({ vendor: 'clerk', timeoutMs: KEY_SET_TIMEOUT_MS });
  const keySet = createKeySet({ url: jwksUrl, http, now });
  const pemKey = jwtKey ? createPublicKey(jwtKey) : null;

  const keyFor = async (token: string): Promise<KeyObject> => {
    const header = readHeader(token);
    if (header?.alg !== 'RS256') throw new SessionTokenError('INVALID_TOKEN', 'it is not RS256');
    const key = pemKey ?? (header.kid ? await keySet(header.kid) : null);
    if (!key) throw new SessionTokenError('INVALID_TOKEN', 'it is signed with an unknown key');
    return key;
  };

  return {
    async verify(token) {
      const key = await keyFor(token);
      try {
        const verified = verifyJwt(token, key, {
          algorithms: ['RS256'],
          issuer,
          clockTolerance: LEEWAY_SECONDS,
          clockTimestamp: Math.floor(now().getTime() / 1_000),
        });
        return readSessionClaims(verified, authorizedParties);
      } catch (error) {
        throw explain(error);
      }
    },
  };
}

function readHeader(token: string): { alg?: string; kid?: string | undefined } | null {
  try {
    return decode(token, { complete: true })?.header ?? null;
  } catch {
    return null;
  }
}

function explain(error: unknown): SessionTokenError {
  if (error instanceof SessionTokenError) return error;
  if (error instanceof TokenExpiredError) {
    return new SessionTokenError('TOKEN_EXPIRED', 'the token has expired', { cause: error });
  }
  return new SessionTokenError('INVALID_TOKEN', 'the token is not valid', { cause: error });
}
