// Written by: npx tsx tools/deploy/main.ts. Change tools/deploy/services.ts instead.
// Needs Node 22 and the package railway (3.11), which is no dependency of Otto's:
//   npx -p railway@3.11.0 railway config plan

import { defineRailway, github, postgres, project, redis, service } from 'railway/iac';

export default defineRailway((ctx) => {
  const database = postgres('postgres');
  const cache = redis('redis');
  const source = github(process.env.OTTO_REPOSITORY ?? 'otto/otto', { branch: 'main' });
  const connections = {
    DATABASE_URL: database.env.DATABASE_URL,
    REDIS_URL: cache.env.REDIS_URL,
    ENVIRONMENT: 'production',
    BACKEND_URL: 'https://${{web.RAILWAY_PUBLIC_DOMAIN}}',
  };

  // web answers requests and takes in webhooks.
  const web = service('web', {
    source,
    build: {
      builder: 'DOCKERFILE',
      dockerfilePath: 'Dockerfile',
      watchPatterns: [
        'apps/web/**',
        'libs/config/**',
        'libs/db/**',
        'libs/domain/**',
        'libs/integrations/**',
        'libs/observability/**',
        'libs/queues/**',
        'Dockerfile',
        'package.json',
        'package-lock.json',
        'nx.json',
        'tsconfig.base.json',
        'prisma.config.ts',
        'tools/build/**',
        'tools/prisma/**',
      ],
    },
    deploy: {
      startCommand: 'node dist/apps/web/main.js',
      preDeployCommand: ['node dist/apps/web/migrate.js'],
      healthcheckPath: '/health/ready',
      healthcheckTimeout: 120,
      restartPolicyType: 'ALWAYS',
      numReplicas: 1,
      overlapSeconds: 10,
      drainingSeconds: 40,
      sleepApplication: false,
      limitOverride: { containers: { cpu: 1, memoryBytes: 1073741824 } },
    },
    env: {
      ...connections,
      CLERK_ISSUER: ctx.shared.CLERK_ISSUER,
      ENCRYPTION_KEY: ctx.shared.ENCRYPTION_KEY,
      STORAGE_SIGNING_KEY: ctx.shared.STORAGE_SIGNING_KEY,
      UWC_HMAC_SECRET: ctx.shared.UWC_HMAC_SECRET,
      LOG_LEVEL: ctx.shared.LOG_LEVEL,
      OTEL_EXPORTER_OTLP_ENDPOINT: ctx.shared.OTEL_EXPORTER_OTLP_ENDPOINT,
      SENTRY_DSN: ctx.shared.SENTRY_DSN,
      S3_BUCKET: ctx.shared.S3_BUCKET,
      S3_ENDPOINT: ctx.shared.S3_ENDPOINT,
      AWS_ACCESS_KEY_ID: ctx.shared.AWS_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY: ctx.shared.AWS_SECRET_ACCESS_KEY,
      AWS_REGION: ctx.shared.AWS_REGION,
      CLERK_SECRET_KEY: ctx.shared.CLERK_SECRET_KEY,
      CLERK_WEBHOOK_SECRET: ctx.shared.CLERK_WEBHOOK_SECRET,
      TWILIO_ACCOUNT_SID: ctx.shared.TWILIO_ACCOUNT_SID,
      TWILIO_AUTH_TOKEN: ctx.shared.TWILIO_AUTH_TOKEN,
      CLERK_JWT_KEY: ctx.shared.CLERK_JWT_KEY,
      OPS_TOKEN: ctx.shared.OPS_TOKEN,
    },
  });

  // worker does the jobs of the seven queues.
  const worker = service('worker', {
    source,
    build: {
      builder: 'DOCKERFILE',
      dockerfilePath: 'Dockerfile',
      watchPatterns: [
        'apps/worker/**',
        'libs/config/**',
        'libs/db/**',
        'libs/domain/**',
        'libs/integrations/**',
        'libs/observability/**',
        'libs/queues/**',
        'Dockerfile',
        'package.json',
        'package-lock.json',
        'nx.json',
        'tsconfig.base.json',
        'prisma.config.ts',
        'tools/build/**',
        'tools/prisma/**',
      ],
    },
    deploy: {
      startCommand: 'node dist/apps/worker/main.js',
      restartPolicyType: 'ALWAYS',
      numReplicas: 1,
      overlapSeconds: 0,
      drainingSeconds: 40,
      sleepApplication: false,
      limitOverride: { containers: { cpu: 1, memoryBytes: 1073741824 } },
    },
    env: {
      ...connections,
      ENABLE_CELERY: 'true',
      HEALTH_PORT: '8081',
      ENCRYPTION_KEY: ctx.shared.ENCRYPTION_KEY,
      STORAGE_SIGNING_KEY: ctx.shared.STORAGE_SIGNING_KEY,
      UWC_HMAC_SECRET: ctx.shared.UWC_HMAC_SECRET,
      UWC_JWT_SECRET: ctx.shared.UWC_JWT_SECRET,
      LOG_LEVEL: ctx.shared.LOG_LEVEL,
      OTEL_EXPORTER_OTLP_ENDPOINT: ctx.shared.OTEL_EXPORTER_OTLP_ENDPOINT,
      SENTRY_DSN: ctx.shared.SENTRY_DSN,
      S3_BUCKET: ctx.shared.S3_BUCKET,
      S3_ENDPOINT: ctx.shared.S3_ENDPOINT,
      AWS_ACCESS_KEY_ID: ctx.shared.AWS_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY: ctx.shared.AWS_SECRET_ACCESS_KEY,
      AWS_REGION: ctx.shared.AWS_REGION,
      CLERK_SECRET_KEY: ctx.shared.CLERK_SECRET_KEY,
      CLERK_WEBHOOK_SECRET: ctx.shared.CLERK_WEBHOOK_SECRET,
      TWILIO_ACCOUNT_SID: ctx.shared.TWILIO_ACCOUNT_SID,
      TWILIO_AUTH_TOKEN: ctx.shared.TWILIO_AUTH_TOKEN,
      TWILIO_FROM_NUMBER: ctx.shared.TWILIO_FROM_NUMBER,
      TWILIO_CALLBACK_NUMBER: ctx.shared.TWILIO_CALLBACK_NUMBER,
      UWC_API_KEY: ctx.shared.UWC_API_KEY,
      OPENAI_API_KEY: ctx.shared.OPENAI_API_KEY,
      OPENAI_API_KEYS: ctx.shared.OPENAI_API_KEYS,
      SMTP_URL: ctx.shared.SMTP_URL,
      EMAIL_FROM: ctx.shared.EMAIL_FROM,
      EXPO_ACCESS_TOKEN: ctx.shared.EXPO_ACCESS_TOKEN,
      GOOGLE_MAPS_API_KEY: ctx.shared.GOOGLE_MAPS_API_KEY,
    },
  });

  // beat turns the schedule into jobs.
  const beat = service('beat', {
    source,
    build: {
      builder: 'DOCKERFILE',
      dockerfilePath: 'Dockerfile',
      watchPatterns: [
        'apps/beat/**',
        'libs/config/**',
        'libs/db/**',
        'libs/observability/**',
        'libs/queues/**',
        'Dockerfile',
        'package.json',
        'package-lock.json',
        'nx.json',
        'tsconfig.base.json',
        'prisma.config.ts',
        'tools/build/**',
        'tools/prisma/**',
      ],
    },
    deploy: {
      startCommand: 'node dist/apps/beat/main.js',
      restartPolicyType: 'ALWAYS',
      numReplicas: 1,
      overlapSeconds: 0,
      drainingSeconds: 40,
      sleepApplication: false,
      limitOverride: { containers: { cpu: 0.5, memoryBytes: 268435456 } },
    },
    env: {
      ...connections,
      ENABLE_CELERY_BEAT: 'true',
      HEALTH_PORT: '8081',
      LOG_LEVEL: ctx.shared.LOG_LEVEL,
      OTEL_EXPORTER_OTLP_ENDPOINT: ctx.shared.OTEL_EXPORTER_OTLP_ENDPOINT,
      SENTRY_DSN: ctx.shared.SENTRY_DSN,
    },
  });
  return project('otto', { resources: [database, cache, web, worker, beat] });
});
