import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../server/run-command';
import type { RedisProgram } from './find-redis-server';

const PACKAGES = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1'];

/** The server unpacked into `dir` by an earlier run. */
export function cachedExtract(dir: string): RedisProgram | undefined {
  const command = path.join(dir, 'usr/bin/redis-server');
  if (!existsSync(command)) return undefined;
  const libDir = path.join(dir, 'usr/lib');
  const libs = readdirSync(libDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(libDir, entry.name));
  return { command, env: { ...process.env, LD_LIBRARY_PATH: libs.join(':') } };
}

/** Downloads and unpacks Debian's packages without installing them; needs no root. */
export async function extractDebianPackage(
  dir: string,
  onProgress: (line: string) => void,
): Promise<RedisProgram | undefined> {
  mkdirSync(path.dirname(dir), { recursive: true });
  const work = mkdtempSync(path.join(path.dirname(dir), 'fetch-'));
  try {
    await download(work, onProgress);
    const unpacked = path.join(work, 'unpacked');
    for (const file of readdirSync(work).filter((name) => name.endsWith('.deb'))) {
      await runCommand('dpkg', ['-x', path.join(work, file), unpacked]);
    }
    const program = cachedExtract(unpacked);
    if (!program) throw new Error('the packages hold no redis-server');
    await runCommand(program.command, ['--version'], { env: program.env ?? {} });
    // Another process may have finished the same in the meantime: then its copy is used.
    if (!existsSync(dir)) renameSync(unpacked, dir);
    return cachedExtract(dir);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Tries the machine's package lists first; where they are absent or stale, fetches own ones. */
async function download(work: string, onProgress: (line: string) => void): Promise<void> {
  try {
    await runCommand('apt-get', ['download', ...PACKAGES], { cwd: work });
  } catch {
    onProgress('fetching package lists (apt-get update, in a folder of its own)');
    const lists = path.join(work, 'apt/lists');
    mkdirSync(path.join(lists, 'partial'), { recursive: true });
    const own = ['-o', `Dir::State::Lists=${lists}`, '-o', `Dir::Cache=${path.join(work, 'apt')}`];
    await runCommand('apt-get', [...own, 'update']);
    await runCommand('apt-get', [...own, 'download', ...PACKAGES], { cwd: work });
  }
}
