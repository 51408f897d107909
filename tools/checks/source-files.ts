import { readdir } from 'node:fs/promises';
import path from 'node:path';

export const workspaceRoot = path.resolve(__dirname, '../..');

const skipped = new Set(['node_modules', 'dist', 'generated']);

/** The TypeScript files written by hand under the given folders, relative to the workspace root. */
export async function sourceFiles(folders: readonly string[]): Promise<string[]> {
  const found = await Promise.all(folders.map((folder) => walk(folder)));
  return found.flat().filter((file) => file.endsWith('.ts'));
}

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(path.join(workspaceRoot, folder), { withFileTypes: true });
  const nested = entries.map(async (entry) => {
    const place = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [place];
    return skipped.has(entry.name) ? [] : walk(place);
  });
  return (await Promise.all(nested)).flat();
}
