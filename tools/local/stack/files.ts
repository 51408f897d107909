import path from 'node:path';

export const repositoryRoot = path.resolve(__dirname, '../../..');

const local = path.join(repositoryRoot, '.local');

/** Everything that the local stack leaves on disk, all of it ignored by git. */
export const files = {
  local,
  postgres: path.join(local, 'postgres'),
  redis: path.join(local, 'redis/data'),
  storage: path.join(local, 'storage'),
  logs: path.join(local, 'logs'),
  stack: path.join(local, 'stack.json'),
  sandboxConfig: path.join(local, 'sandbox.json'),
  running: path.join(local, 'running.json'),
  env: path.join(repositoryRoot, '.env'),
  log: (name: string) => path.join(local, 'logs', `${name}.log`),
} as const;
