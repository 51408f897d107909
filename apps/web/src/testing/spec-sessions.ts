import { generateKeyPairSync } from 'node:crypto';
import { sign } from 'jsonwebtoken';
import { createSessionVerifier } from '@otto/integrations';

const OUR_PARTY = 'https://app.spec.example';
const ISSUER = 'https://clerk.spec.example';

const newKeyPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

export interface TokenOptions {
  readonly companyId?: string;
  readonly expiresInSeconds?: number;
  readonly issuer?: string;
  /** Signed by somebody else. */
  readonly isForged?: boolean;
  /** The azp claim: for which application it was made. */
  readonly party?: string;
  readonly notBeforeInSeconds?: number;
  readonly isPending?: boolean;
  /** In the form of Clerk's first version. */
  readonly isOldForm?: boolean;
  readonly claimedRole?: string;
}

/** Session tokens of a key of their own, and what verifies them. */
export function createSpecSessions() {
  const keys = newKeyPair();
  const foreign = newKeyPair();
  const { verify } = createSessionVerifier({
    issuer: ISSUER,
    jwksUrl: `${ISSUER}/.well-known/jwks.json`,
    jwtKey: keys.publicKey,
    authorizedParties: [OUR_PARTY],
  });
  return {
    verify,
    bearer: (userId: string, token: TokenOptions = {}) =>
      createBearer((token.isForged ? foreign : keys).privateKey, userId, token),
  };
}

function createBearer(key: string, userId: string, token: TokenOptions): string {
  const { expiresInSeconds = 60, issuer = ISSUER, party = OUR_PARTY } = token;
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    sub: userId,
    sid: 'sess_1',
    azp: party,
    iat: now - 100,
    nbf: now + (token.notBeforeInSeconds ?? -100),
    exp: now + expiresInSeconds,
    ...(token.isPending ? { sts: 'pending' } : {}),
    ...organizationClaims(token),
  };
  return `Bearer ${sign(claims, key, { algorithm: 'RS256', issuer })}`;
}

function organizationClaims({
  companyId,
  claimedRole = 'member',
  isOldForm,
}: TokenOptions): object {
  if (companyId === undefined) return { v: 2 };
  if (isOldForm) return { org_id: companyId, org_role: `org:${claimedRole}` };
  return { v: 2, o: { id: companyId, rol: claimedRole } };
}
