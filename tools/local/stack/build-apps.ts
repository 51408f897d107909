import path from 'node:path';
import { startChild } from '../process/start-child';
import { tail } from '../process/tail';
import { files, repositoryRoot } from './files';
import type { Progress } from './progress';
import type { Supervisor } from './supervisor';

const NX = path.join(repositoryRoot, 'node_modules/nx/dist/bin/nx.js');

/** Builds the three apps into dist/apps; what has not changed comes from Nx's cache. */
export async function buildApps(supervisor: Supervisor, progress: Progress): Promise<void> {
  progress('building web, worker and beat');
  const child = supervisor.add(
    startChild({
      name: 'build',
      args: [NX, 'run-many', '-t', 'build', '-p', 'web,worker,beat', '--outputStyle=static'],
      cwd: repositoryRoot,
      env: { ...process.env, NX_DAEMON: 'false', NO_COLOR: '1' },
      logFile: files.log('build'),
      mark: 'nx.js',
      endsByItself: true,
      onLine: () => undefined,
    }),
  );
  await child.ended;
  if (child.exitCode() !== 0) throw new Error(`the build failed:\n${tail(files.log('build'), 40)}`);
  progress('the apps are built');
}
