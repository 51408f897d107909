/**
 * The web service with two routes more that say a constant, one of them in a transaction of the
 * caller's company: what the frame costs, for `npm run bench -- api`.
 */
import { createServer } from 'node:http';
import { z } from 'zod';
import { loadWebConfig } from '@otto/config';
import { createDatabase } from '@otto/db';
import { createPublish } from '@otto/domain';
import { createSessionVerifier, createStorage } from '@otto/integrations';
import { createLogger, createMetrics, createReadiness } from '@otto/observability';
import { connectRedis, createEnqueuer, createLiveBus, createRedis } from '@otto/queues';
import { createApp } from '../app';
import { healthParts } from '../health/health-parts';
import { createLimits } from '../http/limits/create-limits';
import { USUAL_LIMITS } from '../http/limits/limits';
import { defineRoute, type Route } from '../http/route';

const common = {
  method: 'get',
  roles: ['manager', 'csr', 'sales_rep'],
  resource: 'me',
  docs: { summary: 'A constant' },
  answer: z.object({ answer: z.int() }),
} as const;
const constants: Route[] = [
  defineRoute({
    ...common,
    roles: [...common.roles],
    path: '/constant',
    work: () => ({ answer: 42 }),
  }),
  defineRoute({
    ...common,
    roles: [...common.roles],
    path: '/constant/transaction',
    handle: () => ({ answer: 42 }),
  }),
];

async function start(): Promise<void> {
  const { runtime, storage, web, twilioAccount } = loadWebConfig(process.env);
  const { logLevel: level, logFormat: format } = runtime;
  const logger = createLogger({ service: 'web', level, format });
  const database = createDatabase({ ...runtime.database, name: 'otto-web' });
  const onError = (error: Error) => logger.warn('redis', { error: error.message });
  const redis = createRedis({ url: runtime.redis.url, name: 'otto-web', onError });
  await connectRedis(redis);
  const sessions = createSessionVerifier(web.clerk);
  // No job is made here.
  const handOver = { delivers: false, send: () => undefined };
  const app = createApp({
    database,
    publish: createPublish({ bus: createLiveBus({ redis, logger }) }),
    draftWriter: null,
    jobs: createEnqueuer(handOver),
    handOver,
    opsToken: undefined,
    storage: createStorage(storage),
    verifySession: (token) => sessions.verify(token),
    limits: createLimits({ ...USUAL_LIMITS, ...web.limits }, redis),
    allowedOrigins: web.allowedOrigins,
    readiness: createReadiness([() => database.sql.query('select 1')]),
    parts: healthParts(database.sql, redis),
    metrics: createMetrics('web'),
    logger,
    publicUrl: web.publicUrl,
    encryptionKeys: web.encryptionKeys.reveal(),
    storageSigningKey: storage.signingKey,
    shunyaWebhook: web.shunyaWebhook,
    clerkWebhook: web.clerkWebhook,
    twilioAccount,
    moreRoutes: constants,
  });
  createServer(app).listen(web.port, '127.0.0.1', () => logger.info('ready'));
}

void start();
process.once('SIGTERM', () => process.exit());
