import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { VariableName } from '@otto/config';
import { freePort } from '@otto/testkit';
import { workspaceRoot } from './paths';
import type { BenchServers } from './servers';
import { startService, type Service } from './service';
import type { SessionKeys } from './session-keys';

const MAIN = path.join(workspaceRoot, 'dist/apps/web/main.js');
/** As high as the settings go: the limiter counts every request, and refuses none. */
const UNREACHED = '999999999/minute';

export interface RunningWeb extends Service {
  readonly url: string;
}

export type WebEnv = Partial<Record<VariableName, string>>;

/** The environment of a web service that trusts the keys. */
export function webEnv(servers: BenchServers, keys: SessionKeys, port: number): WebEnv {
  const key = randomBytes(32).toString('base64');
  return {
    ENVIRONMENT: 'production',
    LOG_LEVEL: 'info',
    DATABASE_URL: servers.databaseUrl,
    REDIS_URL: servers.redisUrl,
    PORT: String(port),
    BACKEND_URL: `http://127.0.0.1:${port}`,
    CLERK_ISSUER: keys.issuer,
    CLERK_JWT_KEY: keys.publicKey,
    RATE_LIMIT_USER: UNREACHED,
    RATE_LIMIT_TENANT: UNREACHED,
    ENCRYPTION_KEY: key,
    UWC_HMAC_SECRET: key,
    STORAGE_SIGNING_KEY: key,
  };
}

/** One process of the built web service (or of another program that takes its place). */
export async function startWeb(
  servers: BenchServers,
  keys: SessionKeys,
  { main = MAIN, nodeArgs = [] }: { main?: string; nodeArgs?: readonly string[] } = {},
): Promise<RunningWeb> {
  if (!existsSync(main)) throw new Error('build the web service first: npx nx build web');
  const port = await freePort();
  const service = await startService([...nodeArgs, main], webEnv(servers, keys, port));
  return { ...service, url: `http://127.0.0.1:${port}` };
}
