import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { VariableName } from '@otto/config';
import { workspaceRoot } from '../../harness/paths';
import { residentMemory } from '../../harness/resident-memory';
import { startService } from '../../harness/service';
import type { Servers } from '../contenders';
import type { Field } from './field';

const APPS = ['worker', 'beat'] as const;
const IDLE_MS = 10_000;

/** Resident memory of the built worker and beat, each idle for ten seconds after its start. */
export async function measureMemory(field: Field): Promise<void> {
  for (const app of APPS) {
    const main = path.join(workspaceRoot, 'dist/apps', app, 'main.js');
    if (!existsSync(main)) {
      field.progress(`no memory of ${app}: build it first (npx nx build ${app})`);
      continue;
    }
    const service = await startService([main], appEnv(field.servers));
    try {
      await delay(IDLE_MS);
      const megabytes = await residentMemory(service.pid);
      field.figures.add(`memory.${app}`, 'otto', megabytes);
      field.progress(`${app} idle: ${Math.round(megabytes)} MB`);
    } finally {
      await service.stop();
    }
  }
}

/** Providers that nobody answers for: an idle service calls none. */
function appEnv(servers: Servers): Partial<Record<VariableName, string>> {
  const secret = () => randomBytes(32).toString('base64');
  const nowhere = 'http://127.0.0.1:9';
  return {
    ENVIRONMENT: 'production',
    DATABASE_URL: servers.databaseUrl,
    REDIS_URL: servers.redisUrl,
    ENABLE_CELERY: 'true',
    ENABLE_CELERY_BEAT: 'true',
    BACKEND_URL: nowhere,
    CALLRAIL_BASE_URL: nowhere,
    UWC_BASE_URL: nowhere,
    UWC_JWT_SECRET: secret(),
    UWC_HMAC_SECRET: secret(),
    ENCRYPTION_KEY: secret(),
    STORAGE_SIGNING_KEY: secret(),
  };
}
