import { rmSync } from 'node:fs';
import { escapeIdentifier } from 'pg';
import { withAdmin } from '../postgres/template';
import { testDatabasePrefix } from '../server/test-run-dir';
import { takeTestRun } from './test-run';

async function globalTeardown(): Promise<void> {
  const run = takeTestRun();
  if (!run) return;
  if (run.postgres) {
    await run.postgres.stop();
    delete process.env['OTTO_TEST_DATABASE_URL'];
  } else {
    await dropLeftDatabases(process.env['OTTO_TEST_DATABASE_URL'] ?? '');
  }
  rmSync(run.dir, { recursive: true, force: true });
}

/** Those of spec files that ended without their afterAll. */
async function dropLeftDatabases(serverUrl: string): Promise<void> {
  await withAdmin(serverUrl, async (admin) => {
    const left = await admin.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [testDatabasePrefix()],
    );
    for (const { name } of left.rows) {
      await admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
    }
  });
}

export = globalTeardown;
