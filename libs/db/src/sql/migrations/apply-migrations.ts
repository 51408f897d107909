import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PoolClient } from 'pg';
import { v4 as uuid } from 'uuid';
import type { SqlPool } from '../pool';

/** The advisory lock of `prisma migrate`, so that the two never run side by side. */
const LOCK = 72_707_369;

const CREATE_TABLE = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
    migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
    started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

/**
 * Applies the migrations of a folder that the database does not have yet, and answers their names.
 * Keeps its books as `prisma migrate deploy` does, which an image without Prisma's CLI cannot run.
 */
export async function applyMigrations(sql: SqlPool, folder: string): Promise<string[]> {
  const client = await sql.pool.connect();
  try {
    // A big index or a wait for the lock may take longer than a request may.
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(CREATE_TABLE);
    const done = await readDone(client);
    const applied: string[] = [];
    for (const name of await migrationNames(folder)) {
      if (done.has(name)) continue;
      await apply(client, name, await readFile(path.join(folder, name, 'migration.sql'), 'utf8'));
      applied.push(name);
    }
    return applied;
  } finally {
    // The lock and the setting end with the connection.
    client.release(true);
  }
}

async function readDone(client: PoolClient): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string; finished: boolean }>(
    `select migration_name as name, finished_at is not null as finished
     from _prisma_migrations where rolled_back_at is null`,
  );
  const failed = rows.find(({ finished }) => !finished);
  if (failed) {
    throw new Error(
      `the migration ${failed.name} failed earlier: repair it, then mark it resolved`,
    );
  }
  return new Set(rows.map(({ name }) => name));
}

async function migrationNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The note stays unfinished when the migration fails, so that nobody goes on past it. */
async function apply(client: PoolClient, name: string, text: string): Promise<void> {
  const id = uuid();
  const checksum = createHash('sha256').update(text).digest('hex');
  await client.query(
    'insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)',
    [id, checksum, name],
  );
  await client.query(text);
  await client.query(
    'update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1',
    [id],
  );
}
