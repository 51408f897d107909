import { createSqlPool } from '@otto/db/sql';
import { connectRedis, createRedis } from '@otto/queues';
import type { Environment } from '@otto/config';
import type { Finding } from './symptoms';

const WAIT_MS = 5_000;

/** Tries PostgreSQL and Redis as a service would, and says in plain words what they answered. */
export async function tryConnections(env: Environment): Promise<Finding[]> {
  const databaseUrl = env['DATABASE_URL'];
  const redisUrl = env['REDIS_URL'] || env['UPSTASH_REDIS_URL'];
  const found = await Promise.all([
    databaseUrl ? tryDatabase(databaseUrl) : null,
    redisUrl ? tryRedis(redisUrl) : null,
  ]);
  return found.filter((finding) => finding !== null);
}

async function tryDatabase(url: string): Promise<Finding | null> {
  const variable = 'DATABASE_URL';
  const sql = createSqlPool({ url, max: 1, name: 'otto-doctor' });
  try {
    const [row] = await sql.query<{ tables: string | null }>(
      `select to_regclass('public.jobs')::text as tables`,
    );
    if (row?.tables) return null;
    return {
      variable,
      sentence:
        'The database has no tables of Otto’s: deploy web, whose pre-deploy command migrates, or run node dist/apps/web/migrate.js.',
    };
  } catch (error) {
    return { variable, sentence: `PostgreSQL cannot be reached: ${wordsFor(error)}.` };
  } finally {
    await sql.close();
  }
}

async function tryRedis(url: string): Promise<Finding | null> {
  const errors: Error[] = [];
  const redis = createRedis({
    url,
    name: 'otto-doctor',
    onError: (error) => void errors.push(error),
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(errors.at(-1) ?? new Error('no answer')), WAIT_MS);
  });
  try {
    await Promise.race([connectRedis(redis).then(() => redis.ping()), late]);
    return null;
  } catch (error) {
    const sentence = `Redis cannot be reached: ${wordsFor(errors.at(-1) ?? error)}.`;
    return { variable: 'REDIS_URL', sentence };
  } finally {
    clearTimeout(timer);
    redis.disconnect();
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at that address; is the add-on running?',
  ENOTFOUND: 'there is no such host; is the add-on in the same project and environment?',
  ECONNRESET: 'it hangs up; with TLS the URL must start with rediss:// or have sslmode=require',
  ETIMEDOUT: 'it does not answer; is the address private to another project?',
  '28P01': 'it does not accept the password',
  '3D000': 'it has no database of that name',
};

function wordsFor(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (message?.includes('WRONGPASS') || message?.includes('NOAUTH'))
    return 'it does not accept the password';
  return (code !== undefined ? WORDS[code] : undefined) ?? code ?? 'it gave no clear answer';
}
