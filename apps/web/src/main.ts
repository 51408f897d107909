import type { AddressInfo } from 'node:net';
import { ConfigError, loadWebConfig, type WebConfig } from '@otto/config';
import { createDatabase } from '@otto/db';
import { createFileStorage, createSessionVerifier } from '@otto/integrations';
import { createLogger } from '@otto/observability';
import {
  connectRedis,
  createEnqueuer,
  createRedis,
  createTransport,
  redisAddress,
} from '@otto/queues';
import { createApp } from './app';
import { createReadiness } from './health/readiness';
import { listen } from './listen';
import { createShutdown } from './shutdown';

async function start({ runtime, storage: stored, web }: WebConfig): Promise<void> {
  const logger = createLogger({
    service: 'web',
    level: runtime.logLevel,
    format: runtime.logFormat,
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
  const storageSigningKey = stored.signingKey.reveal();
  const sessions = createSessionVerifier(web.clerk);
  const readiness = createReadiness([() => database.sql.query('select 1'), () => redis.ping()]);

  const app = createApp({
    database,
    jobs: createEnqueuer(transport),
    storage: createFileStorage({ ...stored, signingKey: storageSigningKey }),
    verifySession: (token) => sessions.verify(token),
    readiness,
    logger,
    encryptionKeys: web.encryptionKeys.reveal(),
    storageSigningKey,
    shunyaWebhook: web.shunyaWebhook,
  });
  const server = await listen(app, web.port);
  const stop = createShutdown({
    server,
    before: () => readiness.stop(),
    close: [
      () => transport.close(),
      () => redis.quit().catch(() => redis.disconnect()),
      () => database.close(),
    ],
    drainMs: runtime.drainMs,
    logger,
    exit: (code) => process.exit(code),
  });
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  logger.info('ready', { port: (server.address() as AddressInfo).port });
}

try {
  start(loadWebConfig(process.env)).catch(fail);
} catch (error) {
  fail(error);
}

/** Nothing is logged before the configuration is known; what is wrong goes to stderr as it is. */
function fail(error: unknown): void {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
  process.exit(1);
}
