import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { signPath } from './signed-path';
import type { Storage } from './storage';
import { assertStorageKey } from './storage-key';

const UNKNOWN_TYPE = 'application/octet-stream';

/** Keeps files in a folder; their content types in a tree beside them. */
export function createFileStorage(options: {
  readonly dir: string;
  /** Where web serves `/files/<key>`. */
  readonly publicUrl: string;
  readonly signingKey: string;
  readonly now?: () => Date;
}): Storage {
  const { publicUrl, signingKey, now = () => new Date() } = options;
  const root = resolve(options.dir);
  const incoming = join(root, 'incoming');

  const pathOf = (tree: 'objects' | 'types', key: string): string => {
    assertStorageKey(key);
    return join(root, tree, key);
  };
  const typeOf = (key: string): Promise<string> =>
    absentAs(UNKNOWN_TYPE, readFile(pathOf('types', key), 'utf8'));
  const replace = async (temporary: string, path: string): Promise<void> => {
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
  };

  return {
    async put(key, body, contentType) {
      const path = pathOf('objects', key);
      const temporary = join(incoming, randomUUID());
      await mkdir(incoming, { recursive: true });
      try {
        const written = await writeHashed(temporary, body);
        await writeFile(`${temporary}.type`, contentType);
        await replace(`${temporary}.type`, pathOf('types', key));
        await replace(temporary, path);
        return written;
      } finally {
        await Promise.all(
          [temporary, `${temporary}.type`].map((left) => rm(left, { force: true })),
        );
      }
    },

    async stat(key) {
      const found = await absentAs(null, stat(pathOf('objects', key)));
      return found?.isFile() ? { sizeBytes: found.size, contentType: await typeOf(key) } : null;
    },

    async open(key, range) {
      const file = await absentAs(null, open(pathOf('objects', key), 'r'));
      if (!file) return null;
      try {
        const [{ size }, contentType] = await Promise.all([file.stat(), typeOf(key)]);
        return { sizeBytes: size, contentType, stream: file.createReadStream({ ...range }) };
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    signedUrl(key, ttlSeconds) {
      assertStorageKey(key);
      const expires = Math.ceil(now().getTime() / 1_000) + ttlSeconds;
      return `${publicUrl}${signPath(signingKey, key, expires)}`;
    },

    async delete(key) {
      await rm(pathOf('objects', key), { force: true });
      await rm(pathOf('types', key), { force: true });
    },
  };
}

async function writeHashed(
  path: string,
  body: Buffer | Readable,
): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  const source = Buffer.isBuffer(body) ? Readable.from([body]) : body;
  await pipeline(source, measure, createWriteStream(path, { flags: 'wx', flush: true }));
  return { sizeBytes, sha256: hash.digest('hex') };
}

async function absentAs<T, A>(answer: A, reading: Promise<T>): Promise<T | A> {
  try {
    return await reading;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return answer;
    throw error;
  }
}
