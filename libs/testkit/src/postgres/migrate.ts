import path from 'node:path';
import { repositoryRoot } from '../repository';
import { runCommand } from '../server/run-command';

const PRISMA_CLI = path.join(repositoryRoot, 'node_modules/prisma/build/index.js');

/** Applies every migration that the database does not have yet (`prisma migrate deploy`). */
export async function migrate(databaseUrl: string): Promise<string> {
  return runCommand(process.execPath, [PRISMA_CLI, 'migrate', 'deploy'], {
    cwd: repositoryRoot,
    env: { ...process.env, DATABASE_URL: databaseUrl, CHECKPOINT_DISABLE: '1', NO_COLOR: '1' },
  });
}
