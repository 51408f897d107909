import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createFileStorage } from './file-storage';
import type { ByteRange, Storage } from './storage';
import { StorageKeyError } from './storage-key';

const KEY = 'org_demo/calls/7d1c.mp3';

describe('file storage', () => {
  let dir: string;
  let storage: Storage;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'otto-storage-'));
    storage = createFileStorage({ dir, publicUrl: 'http://web.test', signingKey: 'key' });
  });
  afterEach(() => rm(dir, { recursive: true }));

  const read = async (key: string, range?: ByteRange): Promise<string | null> => {
    const file = await storage.open(key, range);
    return file && (await buffer(file.stream)).toString();
  };

  it('gives back what was put, with size, hash and content type', async () => {
    const stored = await storage.put(KEY, Buffer.from('sound'), 'audio/mpeg');
    const sha256 = createHash('sha256').update('sound').digest('hex');
    expect(stored).toEqual({ sizeBytes: 5, sha256 });
    expect(await storage.stat(KEY)).toEqual({ sizeBytes: 5, contentType: 'audio/mpeg' });
    expect(await read(KEY)).toBe('sound');
  });

  it('stores a stream', async () => {
    const chunks = Readable.from([Buffer.from('one '), Buffer.from('two')]);
    expect(await storage.put(KEY, chunks, 'audio/wav')).toMatchObject({ sizeBytes: 7 });
    expect(await read(KEY)).toBe('one two');
  });

  it('stores an empty file', async () => {
    expect(await storage.put(KEY, Buffer.alloc(0), 'audio/wav')).toMatchObject({ sizeBytes: 0 });
    expect(await read(KEY)).toBe('');
  });

  it('reads a range of bytes, first and last included', async () => {
    await storage.put(KEY, Buffer.from('0123456789'), 'audio/wav');
    expect(await read(KEY, { start: 2, end: 4 })).toBe('234');
    expect(await read(KEY, { start: 8, end: 100 })).toBe('89');
    const file = await storage.open(KEY, { start: 0, end: 0 });
    expect(file?.sizeBytes).toBe(10);
    file?.stream.destroy();
  });

  it('replaces what had the key', async () => {
    await storage.put(KEY, Buffer.from('first, longer'), 'audio/wav');
    await storage.put(KEY, Buffer.from('second'), 'audio/mpeg');
    expect(await read(KEY)).toBe('second');
    expect(await storage.stat(KEY)).toEqual({ sizeBytes: 6, contentType: 'audio/mpeg' });
  });

  it('keeps the old file, and no scraps, when a stream breaks off', async () => {
    await storage.put(KEY, Buffer.from('whole'), 'audio/wav');
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('half');
        throw new Error('line cut');
      })(),
    );
    await expect(storage.put(KEY, broken, 'audio/mpeg')).rejects.toThrow('line cut');
    expect(await read(KEY)).toBe('whole');
    expect(await readdir(join(dir, 'incoming'))).toEqual([]);
  });

  it('fails when its source has failed already', async () => {
    const broken = new Readable({ read() {} });
    const put = storage.put(KEY, broken, 'audio/mpeg');
    broken.destroy(new Error('line cut'));
    await expect(put).rejects.toThrow('line cut');
    expect(await storage.stat(KEY)).toBeNull();
  });

  it('answers null for a file that is not there, and for a folder', async () => {
    await storage.put(KEY, Buffer.from('x'), 'audio/wav');
    expect(await storage.open('org_demo/calls/none.mp3')).toBeNull();
    expect(await storage.stat(`${KEY}/below`)).toBeNull();
    expect(await storage.open('org_demo/calls')).toBeNull();
  });

  it('deletes a file, and does not mind one that is gone', async () => {
    await storage.put(KEY, Buffer.from('x'), 'audio/wav');
    await storage.delete(KEY);
    await storage.delete(KEY);
    expect(await storage.stat(KEY)).toBeNull();
  });

  it.each([
    '../outside',
    'org_demo/../../outside',
    '/etc/passwd',
    'org_demo//x',
    'org_demo/./x',
    'org_demo/.hidden',
    'org_demo\\..\\x',
    'org_demo/x\0.mp3',
    'org_demo/%2e%2e/x',
    '',
    'a'.repeat(513),
  ])('refuses the key %j everywhere', async (key) => {
    await writeFile(join(dir, 'outside'), 'not for you');
    await expect(storage.put(key, Buffer.from('x'), 'text/plain')).rejects.toThrow(StorageKeyError);
    await expect(storage.open(key)).rejects.toThrow(StorageKeyError);
    await expect(storage.stat(key)).rejects.toThrow(StorageKeyError);
    await expect(storage.delete(key)).rejects.toThrow(StorageKeyError);
    expect(() => storage.signedUrl(key, 60)).toThrow(StorageKeyError);
  });
});
