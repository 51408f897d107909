import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Check } from './check';
import listed from './lint/system-transaction-files.json';
import { workspaceRoot } from './source-files';

/** A leave that nobody uses any more is a leave for the next file at that path. */
export const systemTransactionList: Check = {
  name: 'every file that may use asSystem does, and says why',
  run: async () => (await Promise.all(listed.map(judge))).flat(),
};

async function judge({ file, reason }: (typeof listed)[number]): Promise<string[]> {
  const place = path.join(workspaceRoot, file);
  if (reason.trim() === '') return [`${file} has no reason`];
  if (!existsSync(place)) return [`${file} is listed and does not exist`];
  const uses = (await readFile(place, 'utf8')).includes('asSystem');
  return uses ? [] : [`${file} is listed and does not use asSystem`];
}
