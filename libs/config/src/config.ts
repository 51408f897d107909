import { readEnvironment, ConfigError, type Environment } from './env';
import { loadStorageConfig } from './storage-config';
import { secretList } from './secret';
import { loadDraftWriterConfig, loadShunyaConfig } from './shunya-config';
import { QUEUE_NAMES } from './variables';
import { loadSharedTwilioAccount } from './twilio-config';

const DEFAULT_CONCURRENCY = 4;

const databaseNames = ['DATABASE_URL', 'DATABASE_POOL_MAX'] as const;
const runtimeNames = [
  ...databaseNames,
  'ENVIRONMENT',
  'LOG_LEVEL',
  'REDIS_URL',
  'UPSTASH_REDIS_URL',
  'DRAIN_SECONDS',
  'HEALTH_PORT',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'SENTRY_DSN',
  'OTTO_CLOCK',
] as const;

/** What it takes to reach PostgreSQL. */
export function loadDatabaseConfig(env: Environment) {
  return databaseOf(readEnvironment(env, databaseNames));
}

const databaseOf = (read: ReturnType<typeof readEnvironment<(typeof databaseNames)[number]>>) => ({
  url: read.DATABASE_URL.reveal(),
  poolMax: read.DATABASE_POOL_MAX,
});

/** What every service needs. */
export function loadRuntimeConfig(env: Environment) {
  const read = readEnvironment(env, runtimeNames);
  const isDeployed = read.ENVIRONMENT === 'production' || read.ENVIRONMENT === 'staging';
  if (read.OTTO_CLOCK && isDeployed) {
    throw new ConfigError([`OTTO_CLOCK must not be set in ${read.ENVIRONMENT}`]);
  }
  return {
    environment: read.ENVIRONMENT,
    logLevel: read.LOG_LEVEL,
    logFormat: isDeployed ? 'json' : 'text',
    database: databaseOf(read),
    redis: { url: (read.REDIS_URL ?? read.UPSTASH_REDIS_URL)?.reveal() ?? '' },
    drainMs: read.DRAIN_SECONDS * 1_000,
    healthPort: read.HEALTH_PORT,
    traceEndpoint: read.OTEL_EXPORTER_OTLP_ENDPOINT,
    sentryDsn: read.SENTRY_DSN?.reveal(),
    clockFile: read.OTTO_CLOCK ?? null,
  } as const;
}
export type RuntimeConfig = ReturnType<typeof loadRuntimeConfig>;

export function loadWebConfig(env: Environment) {
  return gather({
    runtime: () => loadRuntimeConfig(env),
    storage: () => loadStorageConfig(env),
    web: () => {
      const read = readEnvironment(env, [
        'PORT',
        'BACKEND_URL',
        'ENCRYPTION_KEY',
        'CLERK_ISSUER',
        'CLERK_FRONTEND_ORIGIN',
        'CLERK_JWT_KEY',
        'CLERK_AUTHORIZED_PARTIES',
        'UWC_HMAC_SECRET',
        'UWC_WEBHOOK_MAX_AGE_SECONDS',
        'CLERK_WEBHOOK_SECRET',
        'OPS_TOKEN',
        'ALLOWED_ORIGINS',
        'ENABLE_RATE_LIMITING',
        'RATE_LIMIT_USER',
        'RATE_LIMIT_TENANT',
      ]);
      return {
        port: read.PORT,
        publicUrl: read.BACKEND_URL,
        opsToken: read.OPS_TOKEN,
        encryptionKeys: read.ENCRYPTION_KEY,
        allowedOrigins: read.ALLOWED_ORIGINS,
        limits: {
          isOn: read.ENABLE_RATE_LIMITING,
          userPerMinute: read.RATE_LIMIT_USER,
          tenantPerMinute: read.RATE_LIMIT_TENANT,
        },
        clerk: {
          issuer: read.CLERK_ISSUER,
          jwksUrl: `${read.CLERK_FRONTEND_ORIGIN ?? read.CLERK_ISSUER}/.well-known/jwks.json`,
          jwtKey: read.CLERK_JWT_KEY,
          authorizedParties: read.CLERK_AUTHORIZED_PARTIES,
        },
        shunyaWebhook: {
          secrets: secretList(read.UWC_HMAC_SECRET),
          maxAgeSeconds: read.UWC_WEBHOOK_MAX_AGE_SECONDS,
        },
        clerkWebhook: { secrets: secretList(read.CLERK_WEBHOOK_SECRET) },
      };
    },
    draftWriter: () => loadDraftWriterConfig(env),
    twilioAccount: () => loadSharedTwilioAccount(env),
  });
}
export type WebConfig = ReturnType<typeof loadWebConfig>;

export function loadWorkerConfig(env: Environment) {
  return gather({
    runtime: () => loadRuntimeConfig(env),
    storage: () => loadStorageConfig(env),
    worker: () => {
      const read = readEnvironment(env, [
        'ENABLE_CELERY',
        'WORKER_QUEUES',
        'WORKER_CONCURRENCY',
        'BACKEND_URL',
        'ENCRYPTION_KEY',
        'CALLRAIL_BASE_URL',
        'TWILIO_API_BASE_URL',
        'RECORDING_HOSTS',
        'IDEMPOTENCY_TTL_DAYS',
        'SMTP_URL',
        'EMAIL_FROM',
        'OPENAI_API_KEY',
        'OPENAI_API_KEYS',
        'OPENAI_KEY_ROTATION_STRATEGY',
        'OPENAI_BASE_URL',
      ]);
      requireSwitch(read.ENABLE_CELERY, 'ENABLE_CELERY', 'worker');
      return {
        queues: Object.fromEntries(
          QUEUE_NAMES.filter((name) => read.WORKER_QUEUES.includes(name)).map((name) => [
            name,
            read.WORKER_CONCURRENCY[name] ?? DEFAULT_CONCURRENCY,
          ]),
        ),
        publicUrl: read.BACKEND_URL,
        encryptionKeys: read.ENCRYPTION_KEY,
        callrail: { baseUrl: read.CALLRAIL_BASE_URL },
        twilio: { baseUrl: read.TWILIO_API_BASE_URL },
        recordingHosts: read.RECORDING_HOSTS,
        keepDeliveriesDays: read.IDEMPOTENCY_TTL_DAYS,
        email: { smtpUrl: read.SMTP_URL, from: read.EMAIL_FROM },
        openai: {
          keys: [...secretList(read.OPENAI_API_KEYS), ...secretList(read.OPENAI_API_KEY)],
          strategy: read.OPENAI_KEY_ROTATION_STRATEGY,
          baseUrl: read.OPENAI_BASE_URL,
        },
        shunya: loadShunyaConfig(env),
      };
    },
    twilioAccount: () => loadSharedTwilioAccount(env),
  });
}
export type WorkerConfig = ReturnType<typeof loadWorkerConfig>;

export function loadBeatConfig(env: Environment) {
  return gather({
    runtime: () => loadRuntimeConfig(env),
    beat: () => {
      const read = readEnvironment(env, ['ENABLE_CELERY_BEAT']);
      requireSwitch(read.ENABLE_CELERY_BEAT, 'ENABLE_CELERY_BEAT', 'beat');
      return {};
    },
  });
}
export type BeatConfig = ReturnType<typeof loadBeatConfig>;

function requireSwitch(on: boolean, name: string, service: string): void {
  if (!on)
    throw new ConfigError([`${name} is not true: set ${name}=true on the ${service} service`]);
}

/** Runs every part even when one fails, so that one start names everything that is wrong. */
function gather<P extends Record<string, () => unknown>>(
  parts: P,
): { [K in keyof P]: ReturnType<P[K]> } {
  const problems: string[] = [];
  const loaded = Object.entries(parts).map(([name, load]) => {
    try {
      return [name, load()];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
      return [name, undefined];
    }
  });
  if (problems.length > 0) throw new ConfigError([...new Set(problems)]);
  return Object.fromEntries(loaded) as { [K in keyof P]: ReturnType<P[K]> };
}
