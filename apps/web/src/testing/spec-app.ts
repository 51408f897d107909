import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '@otto/db';
import { createPublish, type DraftWriter, type LiveParcel } from '@otto/domain';
import { createFileStorage } from '@otto/integrations';
import { createMetrics, createReadiness } from '@otto/observability';
import { createEnqueuer } from '@otto/queues';
import { createSpecLogger } from '@otto/testkit';
import { createApp } from '../app';
import { createLimits } from '../http/limits/create-limits';
import type { Limits } from '../http/limits/limits';
import { createRoutes } from '../routes/routes';
import { createSpecSessions } from './spec-sessions';
import { withoutLimits } from './without-limits';
import type { DoorSettings } from '../webhooks/doors';

const SIGNING_KEY = 'spec-storage-key';
export const SHUNYA_SECRET = 'spec-shunya-secret';
export const CLERK_SECRET = 'whsec_c3BlYy1jbGVyay1zZWNyZXQ=';
export const PUBLIC_URL = 'https://otto.spec.example';
/** The Twilio account that companies without one of their own share. */
export const SHARED_TWILIO = { id: 'ACSHARED', authTokens: ['spec-shared-token'] };

/** The whole web service over a real database, with session tokens of a key of its own. */
export function createSpecApp({
  doors,
  ...options
}: {
  readonly database: Database;
  readonly encryptionKeys: string;
  readonly opsToken?: string;
  readonly limits?: Limits;
  readonly answerWebhooksWithinMs?: number;
  readonly draftWriter?: DraftWriter;
  /** Replaces settings of the webhooks. */
  readonly doors?: Partial<DoorSettings>;
}) {
  const sessions = createSpecSessions();
  const quiet = () => undefined;
  const errors: unknown[] = [];
  const logged: Readonly<Record<string, unknown>>[] = [];
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
  const { draftWriter = null } = options;
  const app = createApp({
    ...options,
    jobs,
    publish,
    draftWriter,
    handOver: { delivers: false, send: quiet },
    opsToken: options.opsToken,
    storage,
    verifySession: sessions.verify,
    limits: options.limits ?? createLimits(withoutLimits),
    allowedOrigins: ['https://app.spec.example', 'https://*.spec.example'],
    readiness,
    parts: { database: () => options.database.sql.query('select 1 as one') },
    metrics: createMetrics('web'),
    logger: createSpecLogger((level, _message, fields) => {
      if (level === 'info') logged.push(fields);
      if (level === 'error') errors.push(fields);
    }),
    storageSigningKey: SIGNING_KEY,
    publicUrl: PUBLIC_URL,
    shunyaWebhook: { secrets: [SHUNYA_SECRET], maxAgeSeconds: 300 },
    clerkWebhook: { secrets: [CLERK_SECRET] },
    twilioAccount: SHARED_TWILIO,
    ...doors,
  });

  const routes = createRoutes({
    signUrl: () => '',
    jobs,
    publish,
    database: options.database,
    draftWriter,
  });
  return { app, routes, published, bearer: sessions.bearer, storage, readiness, errors, logged };
}
