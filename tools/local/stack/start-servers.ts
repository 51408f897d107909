import { migrate, nextFreePort, startPostgres, startRedis, type LocalServer } from '@otto/testkit';
import { seedDemoData } from '../seed';
import { files } from './files';
import type { Part } from './part';
import type { Progress } from './progress';
import type { Keepsakes } from './stack-file';
import type { Supervisor } from './supervisor';

const DATABASE = 'otto';

export interface ServerDeps {
  readonly env: NodeJS.ProcessEnv;
  readonly keepsakes: Keepsakes;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
}

/** A migrated database with the demo data: DATABASE_URL, else a PostgreSQL of our own. */
export async function startDatabase(deps: ServerDeps): Promise<{ url: string; port: number }> {
  const { env, keepsakes, supervisor, progress } = deps;
  const given = env['DATABASE_URL'];
  let server: LocalServer | undefined;
  if (!given) {
    server = await startPostgres({
      dataDir: files.postgres,
      port: await nextFreePort(keepsakes.ports.postgres),
      logFile: files.log('postgres'),
      detached: true,
      onProgress: progress,
    });
    supervisor.add(partOf('postgres', server, 'postgres'));
  }
  const url = given ?? server?.url.replace(/\/postgres$/, `/${DATABASE}`) ?? '';
  progress(`PostgreSQL is ready on ${hostOf(url)}${given ? ' (DATABASE_URL)' : ''}; migrating`);
  await migrate(url);
  await seedDemoData(url, keepsakes.secrets.encryptionKey, keepsakes.companies);
  progress('the database is migrated and has the demo data');
  return { url, port: server?.port ?? keepsakes.ports.postgres };
}

/** REDIS_URL or UPSTASH_REDIS_URL, else a Redis of our own that keeps its data. */
export async function startQueueServer(deps: ServerDeps): Promise<{ url: string; port: number }> {
  const { env, keepsakes, supervisor, progress } = deps;
  const given = env['REDIS_URL'] || env['UPSTASH_REDIS_URL'];
  if (given) {
    progress(`Redis is ${hostOf(given)} (given)`);
    return { url: given, port: keepsakes.ports.redis };
  }
  const server = await startRedis({
    dir: files.redis,
    port: await nextFreePort(keepsakes.ports.redis),
    appendOnly: true,
    logFile: files.log('redis'),
    detached: true,
    onProgress: progress,
  });
  supervisor.add(partOf('redis', server, `:${server.port}`));
  progress(`Redis is ready on ${hostOf(server.url)}`);
  return { url: server.url, port: server.port };
}

function partOf(name: string, server: LocalServer, mark: string): Part {
  const { pid, ended, stop } = server;
  return { name, pid, mark, logFile: files.log(name), ended, stop };
}

/** Host and port, without user and password. */
function hostOf(url: string): string {
  return new URL(url).host;
}
