import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sign } from 'jsonwebtoken';
import type { Database } from '@otto/db';
import { createPublish, type LiveParcel } from '@otto/domain';
import { createFileStorage, createSessionVerifier } from '@otto/integrations';
import { createEnqueuer } from '@otto/queues';
import { createApp } from '../app';
import { createReadiness } from '../health/readiness';
import { createLimits } from '../http/limits/create-limits';
import type { Limits } from '../http/limits/limits';
import { createRoutes } from '../routes/routes';
import { withoutLimits } from './without-limits';

const OUR_PARTY = 'https://app.spec.example';
const ISSUER = 'https://clerk.spec.example';
const SIGNING_KEY = 'spec-storage-key';
export const SHUNYA_SECRET = 'spec-shunya-secret';

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

/** The whole web service over a real database, with session tokens of a key of its own. */
export function createSpecApp(options: {
  readonly database: Database;
  readonly encryptionKeys: string;
  readonly opsToken?: string;
  readonly limits?: Limits;
}) {
  const keys = newKeyPair();
  const sessions = createSessionVerifier({
    issuer: ISSUER,
    jwksUrl: `${ISSUER}/.well-known/jwks.json`,
    jwtKey: keys.publicKey,
    authorizedParties: [OUR_PARTY],
  });
  const quiet = () => undefined;
  const errors: unknown[] = [];
  const storage = createFileStorage({
    dir: mkdtempSync(join(tmpdir(), 'otto-web-')),
    publicUrl: '',
    signingKey: SIGNING_KEY,
  });
  const readiness = createReadiness([() => options.database.sql.query('select 1')]);
  // Nobody takes the jobs: specs look at their rows.
  const jobs = createEnqueuer({ delivers: false, send: quiet });
  const published: LiveParcel[] = [];
  const publish = createPublish({
    bus: { send: (_companyId, text) => void published.push(JSON.parse(text)) },
  });
  const app = createApp({
    ...options,
    jobs,
    publish,
    handOver: { delivers: false, send: quiet },
    opsToken: options.opsToken,
    storage,
    verifySession: (token) => sessions.verify(token),
    limits: options.limits ?? createLimits(withoutLimits),
    allowedOrigins: ['https://app.spec.example', 'https://*.spec.example'],
    publicUrl: 'https://api.spec.example',
    readiness,
    logger: {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: (_message, fields) => void errors.push(fields),
    },
    storageSigningKey: SIGNING_KEY,
    shunyaWebhook: { secrets: [SHUNYA_SECRET], maxAgeSeconds: 300 },
  });

  const bearer = (userId: string, token: TokenOptions = {}) =>
    createBearer(keys.privateKey, userId, token);
  const routes = createRoutes({ signUrl: () => '', jobs, publish });
  return { app, routes, published, bearer, storage, readiness, errors };
}

function createBearer(ownKey: string, userId: string, token: TokenOptions): string {
  const { expiresInSeconds = 60, issuer = ISSUER, isForged = false, party = OUR_PARTY } = token;
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
  const key = isForged ? newKeyPair().privateKey : ownKey;
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
