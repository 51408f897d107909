import { chmodSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { sharedTempDir } from '../postgres/binaries';
import { startPostgres } from '../postgres/start-postgres';
import { ensureTemplate } from '../postgres/template';
import { TEST_RUN_DIR } from '../server/test-run-dir';
import { removeAbandonedRuns, runDirPrefix } from './abandoned-runs';
import { setTestRun } from './test-run';

/**
 * One PostgreSQL for the whole run, with the migrated template in it, unless
 * OTTO_TEST_DATABASE_URL names a server that may be used instead.
 */
async function globalSetup(): Promise<void> {
  const parent = sharedTempDir();
  removeAbandonedRuns(parent);
  const dir = mkdtempSync(path.join(parent, runDirPrefix(process.pid)));
  chmodSync(dir, 0o755);
  process.env[TEST_RUN_DIR] = dir;
  const given = process.env['OTTO_TEST_DATABASE_URL'];
  const postgres = given ? null : await startPostgres({ dataDir: path.join(dir, 'postgres') });
  const serverUrl = given ?? postgres?.url ?? '';
  setTestRun({ dir, postgres });
  process.env['OTTO_TEST_DATABASE_URL'] = serverUrl;
  try {
    await ensureTemplate(serverUrl);
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

export = globalSetup;
