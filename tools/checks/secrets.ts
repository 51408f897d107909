import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Check } from './check';
import { allowedSecrets } from './allowed-secrets';
import { findSecrets } from './find-secrets';
import { workspaceRoot } from './source-files';

const MAX_BYTES = 1_000_000;
/** Written by npm: hashes of packages, which nobody types. */
const SKIPPED = new Set(['package-lock.json']);

/** What git knows, and what it would take: a secret must be found before it is committed. */
export const noSecrets: Check = {
  name: 'no secret is in the tree',
  run: async () => trackedFiles().flatMap((file) => problemsOf(file)),
};

function trackedFiles(): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const output = execFileSync('git', args, { cwd: workspaceRoot, encoding: 'utf8' });
  return output.split('\0').filter((file) => file !== '' && !SKIPPED.has(file));
}

function problemsOf(file: string): string[] {
  const place = path.join(workspaceRoot, file);
  const stat = statSync(place, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > MAX_BYTES) return [];
  return findSecrets(readFileSync(place, 'utf8'), allowedSecrets).map(
    ({ line, kind }) => `${file}:${line} looks like ${kind}`,
  );
}
