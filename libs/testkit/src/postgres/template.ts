import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { migrate, migrationsDir } from './migrate';

const TEMPLATE_LOCK = 7_041_977;

/** Runs fn with one connection to the server's own database. */
export async function withAdmin<T>(url: string, fn: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: url, application_name: 'otto-testkit' });
  await admin.connect();
  try {
    return await fn(admin);
  } finally {
    await admin.end();
  }
}

export function databaseUrlOf(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * Makes the migrated database that specs are copied from, once per state of the migrations, and
 * answers with its name. Several test runs may share one server.
 */
export async function ensureTemplate(serverUrl: string): Promise<string> {
  const name = `otto_template_${migrationsHash()}`;
  const quoted = escapeIdentifier(name);
  await withAdmin(serverUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const found = await admin.query<{ datistemplate: boolean }>(
      'select datistemplate from pg_database where datname = $1',
      [name],
    );
    if (found.rows[0]?.datistemplate) return;
    await admin.query(`drop database if exists ${quoted} with (force)`);
    await admin.query(`create database ${quoted}`);
    await migrate(databaseUrlOf(serverUrl, name));
    // A template that somebody is connected to cannot be copied.
    await admin.query(`alter database ${quoted} with is_template true allow_connections false`);
  });
  return name;
}

function migrationsHash(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(migrationsDir, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.sql'))
      hash.update(file).update(readFileSync(path.join(migrationsDir, file)));
  }
  return hash.digest('hex').slice(0, 12);
}
