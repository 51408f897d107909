import type { VariableName } from '@otto/config';
import type { Stack } from './stack-file';

export type AppEnv = Partial<Record<VariableName, string>>;

/** The environment in which web, worker and beat run against the local stack. */
export function appEnv(stack: Stack): AppEnv {
  const { web, sandbox, secrets } = stack;
  return {
    ENVIRONMENT: 'development',
    DATABASE_URL: stack.databaseUrl,
    REDIS_URL: stack.redisUrl,
    PORT: new URL(web).port,
    BACKEND_URL: web,
    ENABLE_CELERY: 'true',
    ENABLE_CELERY_BEAT: 'true',
    DRAIN_SECONDS: '10',
    ENCRYPTION_KEY: secrets.encryptionKey,
    CLERK_ISSUER: `${sandbox}/clerk`,
    CLERK_AUTHORIZED_PARTIES: new URL(web).origin,
    CALLRAIL_BASE_URL: `${sandbox}/callrail`,
    RECORDING_HOSTS: new URL(sandbox).host,
    UWC_BASE_URL: `${sandbox}/shunya`,
    UWC_JWT_SECRET: secrets.shunya.jwtSecret,
    UWC_HMAC_SECRET: secrets.shunya.hmacSecret,
    STORAGE_DIR: stack.storageDir,
    STORAGE_SIGNING_KEY: secrets.storageSigningKey,
  };
}
