import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { localDir } from '../repository';
import { runCommand } from '../server/run-command';
import { cachedExtract, extractDebianPackage } from './debian-extract';

export interface RedisProgram {
  readonly command: string;
  readonly env?: NodeJS.ProcessEnv;
}

type Progress = (line: string) => void;

const NAMES = ['redis-server', 'valkey-server'];

/**
 * A Redis (or Valkey) server program: one on PATH, the copy cached below .local, or one that this
 * machine's package manager can give; throws an error that names what to do.
 */
export async function findRedisServer(
  onProgress: Progress = () => undefined,
): Promise<RedisProgram> {
  const cacheDir = path.join(localDir, 'redis/server');
  const present = onPath(NAMES) ?? cachedExtract(cacheDir);
  if (present) return present;
  const failures: string[] = [];
  for (const source of sources(cacheDir, onProgress)) {
    if (!onPath([source.tool])) continue;
    onProgress(`no Redis here yet: ${source.label}`);
    try {
      const program = await source.get();
      if (program) return program;
    } catch (error) {
      failures.push(`${source.label}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    [
      'No Redis server was found and none could be fetched. Do one of these:',
      '  set REDIS_URL to a running Redis;',
      '  install redis-server or valkey-server (apt-get install redis-server, brew install redis, apk add redis).',
      ...failures.map((failure) => `Tried ${failure}`),
    ].join('\n'),
  );
}

function sources(cacheDir: string, onProgress: Progress) {
  const isRoot = process.getuid?.() === 0;
  const install = (label: string, tool: string, args: string[]) => ({
    label,
    tool,
    get: async () => {
      await runCommand(tool, args);
      return onPath(NAMES);
    },
  });
  return [
    {
      label: "fetching Debian's redis-server into .local/redis",
      tool: 'dpkg',
      get: () => extractDebianPackage(cacheDir, onProgress),
    },
    ...(isRoot
      ? [
          install('apt-get install redis-server', 'apt-get', [
            'install',
            '-y',
            '-q',
            'redis-server',
          ]),
        ]
      : []),
    install('brew install redis', 'brew', ['install', '-q', 'redis']),
    ...(isRoot ? [install('apk add redis', 'apk', ['add', '-q', 'redis'])] : []),
  ];
}

function onPath(names: readonly string[]): RedisProgram | undefined {
  const dirs = (process.env['PATH'] ?? '').split(path.delimiter).filter((dir) => dir !== '');
  const candidates = names.flatMap((name) => dirs.map((dir) => path.join(dir, name)));
  const command = candidates.find(isExecutable);
  return command ? { command } : undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
