import { readFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** The paths of those that differ from what is wanted, or are not there. */
export async function outdatedFiles(wanted: Readonly<Record<string, string>>): Promise<string[]> {
  const judged = await Promise.all(
    Object.entries(wanted).map(async ([file, text]) => {
      const found = await readFile(path.join(root, file), 'utf8').catch(() => null);
      return found === text ? [] : [file];
    }),
  );
  return judged.flat();
}
