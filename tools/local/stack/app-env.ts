import { variables, type VariableName } from '@otto/config';
import type { Stack } from './stack-file';

export type AppEnv = Partial<Record<VariableName, string>>;

/** The environment in which web, worker and beat run against the local stack. */
export function appEnv(stack: Stack): AppEnv {
  const { web, secrets } = stack;
  return {
    ...ownVariables(stack.endpoints),
    ENVIRONMENT: 'development',
    DATABASE_URL: stack.databaseUrl,
    REDIS_URL: stack.redisUrl,
    PORT: new URL(web).port,
    BACKEND_URL: web,
    ENABLE_CELERY: 'true',
    ENABLE_CELERY_BEAT: 'true',
    DRAIN_SECONDS: '10',
    ENCRYPTION_KEY: secrets.encryptionKey,
    CLERK_AUTHORIZED_PARTIES: new URL(web).origin,
    CLERK_WEBHOOK_SECRET: stack.clerk.webhookSecret,
    UWC_JWT_SECRET: secrets.shunya.jwtSecret,
    UWC_HMAC_SECRET: secrets.shunya.hmacSecret,
    STORAGE_DIR: stack.storageDir,
    STORAGE_SIGNING_KEY: secrets.storageSigningKey,
    OPS_TOKEN: secrets.opsToken,
  };
}

/** The sandbox also tells of what Otto does not let anyone choose. */
function ownVariables(endpoints: Stack['endpoints']): AppEnv {
  return Object.fromEntries(Object.entries(endpoints).filter(([name]) => name in variables));
}
