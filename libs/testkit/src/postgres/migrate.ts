import path from 'node:path';
import { repositoryRoot } from '../repository';
import { runCommand } from '../server/run-command';
import { isMigrated } from './is-migrated';

const PRISMA_CLI = path.join(repositoryRoot, 'node_modules/prisma/build/index.js');
export const migrationsDir = path.join(repositoryRoot, 'libs/db/prisma/migrations');

/**
 * Applies every migration that the database does not have yet (`prisma migrate deploy`); makes the
 * database where there is none. Throws what the CLI says when a migration fails.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  if (await isMigrated(databaseUrl, migrationsDir)) return;
  await runCommand(process.execPath, [PRISMA_CLI, 'migrate', 'deploy'], {
    cwd: repositoryRoot,
    env: { ...process.env, DATABASE_URL: databaseUrl, CHECKPOINT_DISABLE: '1', NO_COLOR: '1' },
  });
}
