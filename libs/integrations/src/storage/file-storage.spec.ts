import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describeStorage } from '../testing/storage-contract';
import { createFileStorage } from './file-storage';
import type { Storage } from './storage';

describe('file storage', () => {
  let dir: string;
  let storage: Storage;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'otto-storage-'));
    await writeFile(join(dir, 'outside'), 'not for you');
    storage = createFileStorage({ dir, publicUrl: 'http://web.test', signingKey: 'key' });
  });
  afterEach(() => rm(dir, { recursive: true }));

  describeStorage(() => storage);

  it('leaves no scraps when a stream breaks off', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('half');
        throw new Error('line cut');
      })(),
    );
    await expect(storage.put('a/b.mp3', broken, 'audio/mpeg')).rejects.toThrow('line cut');
    expect(await readdir(join(dir, 'incoming'))).toEqual([]);
  });
});
