import type { AddressInfo } from 'node:net';
import { loadWebConfig } from '@otto/config';
import { createDatabase } from '@otto/db';
import { createPublish } from '@otto/domain';
import { createSessionVerifier, createStorage } from '@otto/integrations';
import {
  createLogger,
  createMetrics,
  createReadiness,
  liveUntilSignal,
  startHealthServer,
  startService,
  startTelemetry,
  startWatchdog,
} from '@otto/observability';
import {
  connectRedis,
  createEnqueuer,
  createLiveBus,
  createRedis,
  createTransport,
  redisAddress,
} from '@otto/queues';
import { createApp } from './app';
import { closeServer } from './close-server';
import { connectDraftWriter } from './connect-draft-writer';
import { healthParts } from './health/health-parts';
import { createAdmit, createAuthenticate } from './http/authenticate';
import { createLimits } from './http/limits/create-limits';
import { NO_LIMITS, USUAL_LIMITS } from './http/limits/limits';
import { listen } from './listen';
import { serveLive } from './live/live-server';

startService(async () => {
  const { runtime, storage: stored, web, draftWriter, twilioAccount } = loadWebConfig(process.env);
  const telemetry = await startTelemetry({ ...runtime, service: 'web' });
  const logger = createLogger({
    service: 'web',
    level: runtime.logLevel,
    format: runtime.logFormat,
    onError: telemetry.onError,
  });
  const database = createDatabase({ ...runtime.database, name: 'otto-web' });
  const redis = createRedis({
    url: runtime.redis.url,
    name: 'otto-web',
    onError: (error) => logger.warn('redis', { error: error.message }),
  });
  await connectRedis(redis);
  logger.info(`Connected to ${redisAddress(runtime.redis.url)}`);
  const transport = createTransport({ redis, logger });
  const sessions = createSessionVerifier(web.clerk);
  const metrics = createMetrics('web');
  metrics.pools.watch('main', database.sql.pool);
  const parts = healthParts(database.sql, redis);
  const readiness = createReadiness([parts.database, parts.redis]);

  const bus = createLiveBus({ redis, logger });
  const verifySession = (token: string) => sessions.verify(token);

  const app = createApp({
    database,
    publish: createPublish({ bus }),
    draftWriter: draftWriter && connectDraftWriter(draftWriter, { logger, metrics }),
    jobs: createEnqueuer(transport),
    handOver: transport,
    opsToken: web.opsToken?.reveal(),
    storage: createStorage(stored),
    verifySession,
    limits: web.limits.isOn ? createLimits({ ...USUAL_LIMITS, ...web.limits }, redis) : NO_LIMITS,
    allowedOrigins: web.allowedOrigins,
    readiness,
    parts,
    metrics,
    logger,
    publicUrl: web.publicUrl,
    encryptionKeys: web.encryptionKeys.reveal(),
    storageSigningKey: stored.signingKey,
    shunyaWebhook: web.shunyaWebhook,
    clerkWebhook: web.clerkWebhook,
    twilioAccount,
  });
  const server = await listen(app, web.port);
  const health = runtime.healthPort
    ? await startHealthServer({ service: 'web', readiness, parts, metrics }, runtime.healthPort)
    : undefined;
  const watchdog = startWatchdog({ logger, expectsProgress: false, exit: telemetry.exit });
  const live = serveLive(server, {
    database,
    bus,
    authenticate: createAuthenticate({ database, verifySession }),
    admit: createAdmit({ database }),
    logger,
    metrics: metrics.live,
  });
  liveUntilSignal({
    logger,
    drainMs: runtime.drainMs,
    exit: telemetry.exit,
    stop: async () => {
      readiness.stop();
      await Promise.all([live.close(), closeServer(server)]);
      bus.close();
      await transport.close();
      redis.disconnect();
      await database.close();
      health?.close();
      watchdog.stop();
    },
  });
  logger.info('ready', { port: (server.address() as AddressInfo).port });
});
