import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrate, startPostgres, startRedis, type LocalServer } from '@otto/testkit';
import { Client } from 'pg';
import type { Progress } from './progress';

export interface BenchServers {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** The settings of PostgreSQL without which its figures mean something else. */
  readonly settings: Readonly<Record<string, string>>;
  /** Ends the servers that were started for this run and removes their data. */
  stop(): Promise<void>;
}

const SETTINGS = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes'];

/** DATABASE_URL and REDIS_URL where given, else servers of this run alone; migrated. */
export async function startServers(
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<BenchServers> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'otto-bench-'));
  // PostgreSQL runs as another user where the bench runs as root.
  chmodSync(dir, 0o755);
  const dataDir = path.join(dir, 'postgres');
  const started: LocalServer[] = [];
  const stop = async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
    removeData(dataDir);
    rmSync(dir, { recursive: true, force: true });
  };
  const keep = (server: LocalServer) => {
    started.push(server);
    return server.url;
  };
  try {
    const databaseUrl =
      env['DATABASE_URL'] ||
      keep(await startPostgres({ dataDir, detached: true, onProgress: progress })).replace(
        /\/postgres$/,
        '/otto_bench',
      );
    const redisUrl =
      env['REDIS_URL'] ||
      keep(
        await startRedis({ dir: path.join(dir, 'redis'), detached: true, onProgress: progress }),
      );
    await migrate(databaseUrl);
    const settings = await readSettings(databaseUrl);
    progress(`PostgreSQL and Redis are ready; ${describe(settings)}`);
    return { databaseUrl, redisUrl, settings, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The data folder may be a link to a place that PostgreSQL's user can reach. */
function removeData(dataDir: string): void {
  try {
    rmSync(realpathSync(dataDir), { recursive: true, force: true });
  } catch {
    // There was none.
  }
}

async function readSettings(databaseUrl: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; value: string }>(
      'select name, current_setting(name) as value from unnest($1::text[]) as name',
      [SETTINGS],
    );
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  } finally {
    await client.end();
  }
}

const describe = (settings: Record<string, string>) =>
  Object.entries(settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
