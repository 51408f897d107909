import { randomBytes } from 'node:crypto';
import type { Database } from '@otto/db';
import { escapeIdentifier } from 'pg';
import { collectPersonalData } from '../logs/collect-personal-data';
import { testDatabasePrefix } from '../server/test-run-dir';
import { databaseUrlOf, ensureTemplate, withAdmin } from './template';

export interface TestDatabase {
  readonly url: string;
  /** Connects on first use; closed by stop(). */
  readonly database: Database;
  /** Closes and drops the database, whoever is still connected. */
  stop(): Promise<void>;
}

/** A migrated, empty database of the spec file's own, copied from the template of this run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env['OTTO_TEST_DATABASE_URL'];
  if (!serverUrl) {
    throw new Error(
      'OTTO_TEST_DATABASE_URL is not set: run specs with a config on jest.preset.cjs',
    );
  }
  const template = await ensureTemplate(serverUrl);
  const name = `${testDatabasePrefix()}${randomBytes(6).toString('hex')}`;
  const quoted = escapeIdentifier(name);
  await withAdmin(serverUrl, (admin) =>
    admin.query(`create database ${quoted} template ${escapeIdentifier(template)}`),
  );
  const url = databaseUrlOf(serverUrl, name);
  // Loaded here only: `npm start` uses this lib before the Prisma client has been generated.
  const { createDatabase } = await import('@otto/db');
  const database = createDatabase({ url, poolMax: 5, name: 'spec' });
  return {
    url,
    database,
    stop: async () => {
      await database.close();
      await collectPersonalData(url);
      await withAdmin(serverUrl, (admin) =>
        admin.query(`drop database if exists ${quoted} with (force)`),
      );
    },
  };
}
