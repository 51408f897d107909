import { open, stat } from 'node:fs/promises';
import { absentAs, createFileTree } from './file-tree';
import { signPath } from './signed-path';
import type { Storage } from './storage';
import { assertStorageKey } from './storage-key';

/** Keeps files in a folder, which every process that uses them must share. */
export function createFileStorage(options: {
  readonly dir: string;
  /** Where web serves `/files/<key>`. */
  readonly publicUrl: string;
  readonly signingKey: string;
  readonly now?: () => Date;
}): Storage {
  const { publicUrl, signingKey, now = () => new Date() } = options;
  const tree = createFileTree(options.dir);

  return {
    put: (key, body, contentType) => tree.write(key, body, contentType),

    async stat(key) {
      const found = await absentAs(null, stat(tree.objectPath(key)));
      if (!found?.isFile()) return null;
      return { sizeBytes: found.size, contentType: await tree.typeOf(key) };
    },

    async open(key, range) {
      const file = await absentAs(null, open(tree.objectPath(key), 'r'));
      if (!file) return null;
      const found = await file.stat();
      if (!found.isFile()) {
        await file.close();
        return null;
      }
      const contentType = await tree.typeOf(key);
      return { sizeBytes: found.size, contentType, stream: file.createReadStream({ ...range }) };
    },

    signedUrl(key, ttlSeconds) {
      assertStorageKey(key);
      const expires = Math.ceil(now().getTime() / 1_000) + ttlSeconds;
      return `${publicUrl}${signPath(signingKey, key, expires)}`;
    },

    delete: (key) => tree.remove(key),
  };
}
