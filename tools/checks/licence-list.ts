import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Check } from './check';
import { deployedPackages, renderLicences, unacceptedLicences } from './licences';
import { pruneLock, type LockedPackages } from '../build/locked-packages';
import { workspaceRoot } from './source-files';

const file = path.join(workspaceRoot, 'docs/licences.md');

/** A licence that would bind us is seen when its package comes in. */
export const licenceList: Check = {
  name: 'docs/licences.md lists what is deployed, and every licence is accepted',
  run: async () => {
    const packages = await readPackages();
    const listed = await readFile(file, 'utf8').catch(() => '');
    const isListed = listed === renderLicences(packages);
    return [
      ...unacceptedLicences(packages),
      ...(isListed ? [] : ['docs/licences.md is out of date: --write-licences writes it']),
    ];
  },
};

export async function writeLicences(): Promise<void> {
  await writeFile(file, renderLicences(await readPackages()));
}

async function readPackages() {
  const read = async <T>(name: string) =>
    JSON.parse(await readFile(path.join(workspaceRoot, name), 'utf8')) as T;
  const { dependencies } = await read<{ dependencies: Record<string, string> }>('package.json');
  const { packages } = await read<{ packages: LockedPackages }>('package-lock.json');
  return deployedPackages(pruneLock(packages, Object.keys(dependencies)));
}
