import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sign } from 'jsonwebtoken';
import type { Database } from '@otto/db';
import { createFileStorage, createSessionVerifier } from '@otto/integrations';
import { createMetrics, createReadiness } from '@otto/observability';
import { createEnqueuer } from '@otto/queues';
import { createApp } from '../app';
import type { DoorSettings } from '../webhooks/doors';

const ISSUER = 'https://clerk.spec.example';
const SIGNING_KEY = 'spec-storage-key';
export const SHUNYA_SECRET = 'spec-shunya-secret';
export const CLERK_SECRET = 'whsec_c3BlYy1jbGVyay1zZWNyZXQ=';
export const PUBLIC_URL = 'https://otto.spec.example';
/** The Twilio account that companies without one of their own share. */
export const SHARED_TWILIO = { id: 'ACSHARED', authTokens: ['spec-shared-token'] };

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
}

/** The whole web service over a real database, with session tokens of a key of its own. */
export function createSpecApp({
  doors,
  ...options
}: {
  readonly database: Database;
  readonly encryptionKeys: string;
  readonly opsToken?: string;
  readonly answerWebhooksWithinMs?: number;
  /** Replaces settings of the webhooks. */
  readonly doors?: Partial<DoorSettings>;
}) {
  const keys = newKeyPair();
  const sessions = createSessionVerifier({
    issuer: ISSUER,
    jwksUrl: `${ISSUER}/.well-known/jwks.json`,
    jwtKey: keys.publicKey,
    authorizedParties: [],
  });
  const quiet = () => undefined;
  const errors: unknown[] = [];
  const storage = createFileStorage({
    dir: mkdtempSync(join(tmpdir(), 'otto-web-')),
    publicUrl: '',
    signingKey: SIGNING_KEY,
  });
  const readiness = createReadiness([() => options.database.sql.query('select 1')]);
  const app = createApp({
    ...options,
    // Nobody takes the jobs: specs look at their rows.
    jobs: createEnqueuer({ delivers: false, send: quiet }),
    handOver: { delivers: false, send: quiet },
    opsToken: options.opsToken,
    storage,
    verifySession: (token) => sessions.verify(token),
    readiness,
    parts: { database: () => options.database.sql.query('select 1 as one') },
    metrics: createMetrics('web'),
    healthToken: options.opsToken,
    logger: {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: (_message, fields) => void errors.push(fields),
    },
    storageSigningKey: SIGNING_KEY,
    publicUrl: PUBLIC_URL,
    shunyaWebhook: { secrets: [SHUNYA_SECRET], maxAgeSeconds: 300 },
    clerkWebhook: { secrets: [CLERK_SECRET] },
    twilioAccount: SHARED_TWILIO,
    ...doors,
  });

  const bearer = (userId: string, token: TokenOptions = {}) =>
    createBearer(keys.privateKey, userId, token);
  return { app, bearer, storage, readiness, errors };
}

function createBearer(ownKey: string, userId: string, token: TokenOptions): string {
  const { companyId, expiresInSeconds = 60, issuer = ISSUER, isForged = false } = token;
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    v: 2,
    sub: userId,
    sid: 'sess_1',
    iat: now - 100,
    nbf: now - 100,
    exp: now + expiresInSeconds,
    ...(companyId === undefined ? {} : { o: { id: companyId, rol: 'member' } }),
  };
  const key = isForged ? newKeyPair().privateKey : ownKey;
  return `Bearer ${sign(claims, key, { algorithm: 'RS256', issuer })}`;
}
