import { existsSync } from 'node:fs';
import path from 'node:path';
import type { VariableName } from '@otto/config';
import { freePort } from '@otto/testkit';
import { workspaceRoot } from '../../harness/paths';
import { startService } from '../../harness/service';
import type { Subject, SubjectOptions } from './subject';

const MAIN = path.join(workspaceRoot, 'dist/apps/web/main.js');
const NOWHERE = 'http://127.0.0.1:9';

/** The web service as it is built and deployed, one process. */
export async function startOtto(options: SubjectOptions): Promise<Subject> {
  if (!existsSync(MAIN)) throw new Error('build the web service first: npx nx build web');
  const port = await freePort();
  const env: Partial<Record<VariableName, string>> = {
    ENVIRONMENT: 'production',
    LOG_LEVEL: 'info',
    DATABASE_URL: options.databaseUrl,
    REDIS_URL: options.redisUrl,
    PORT: String(port),
    BACKEND_URL: `http://127.0.0.1:${port}`,
    CLERK_ISSUER: NOWHERE,
    ENCRYPTION_KEY: options.encryptionKey,
    UWC_HMAC_SECRET: options.shunyaSecret,
    STORAGE_SIGNING_KEY: options.encryptionKey,
  };
  const service = await startService([MAIN], env);
  return { pid: service.pid, url: `http://127.0.0.1:${port}`, stop: () => service.stop() };
}
