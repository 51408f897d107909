import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { assertStorageKey } from './storage-key';
import { writeHashed } from './write-hashed';

const UNKNOWN_TYPE = 'application/octet-stream';

/** Where a folder keeps files (`objects/`), their content types (`types/`) and what arrives. */
export function createFileTree(dir: string) {
  const root = resolve(dir);
  const incoming = join(root, 'incoming');
  const within = (tree: string, key: string): string => {
    assertStorageKey(key);
    return join(root, tree, key);
  };
  const objectPath = (key: string): string => within('objects', key);
  const typePath = (key: string): string => within('types', key);

  return {
    objectPath,

    typeOf: (key: string): Promise<string> =>
      absentAs(UNKNOWN_TYPE, readFile(typePath(key), 'utf8')),

    /** The file appears under its key by a rename, complete, or not at all. */
    async write(key: string, body: Buffer | Readable, contentType: string) {
      const path = objectPath(key);
      const temporary = join(incoming, randomUUID());
      const temporaryType = `${temporary}.type`;
      // A source that fails before the pipeline listens must fail this call, not the process.
      if (!Buffer.isBuffer(body)) body.on('error', () => undefined);
      await mkdir(incoming, { recursive: true });
      try {
        const written = await writeHashed(temporary, body);
        await writeFile(temporaryType, contentType);
        await moveTo(temporaryType, typePath(key));
        await moveTo(temporary, path);
        return written;
      } finally {
        await rm(temporary, { force: true });
        await rm(temporaryType, { force: true });
      }
    },

    async remove(key: string): Promise<void> {
      await rm(objectPath(key), { force: true });
      await rm(typePath(key), { force: true });
    },
  };
}

async function moveTo(temporary: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rename(temporary, path);
}

/** What was read, or `answer` when there is no such file. */
export async function absentAs<T, A>(answer: A, reading: Promise<T>): Promise<T | A> {
  try {
    return await reading;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return answer;
    throw error;
  }
}
