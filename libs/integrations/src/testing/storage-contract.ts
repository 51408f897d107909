import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ByteRange, Storage } from '../storage/storage';
import { StorageKeyError } from '../storage/storage-key';

const KEY = 'org_demo/calls/7d1c.mp3';

/** What every storage does, whatever it keeps the files in. */
export function describeStorage(current: () => Storage): void {
  const read = async (key: string, range?: ByteRange): Promise<string | null> => {
    const file = await current().open(key, range);
    return file && (await buffer(file.stream)).toString();
  };

  it('gives back what was put, with size, hash and content type', async () => {
    const stored = await current().put(KEY, Buffer.from('sound'), 'audio/mpeg');
    const sha256 = createHash('sha256').update('sound').digest('hex');
    expect(stored).toEqual({ sizeBytes: 5, sha256 });
    expect(await current().stat(KEY)).toEqual({ sizeBytes: 5, contentType: 'audio/mpeg' });
    expect(await read(KEY)).toBe('sound');
  });

  it('stores a stream', async () => {
    const chunks = Readable.from([Buffer.from('one '), Buffer.from('two')]);
    expect(await current().put(KEY, chunks, 'audio/wav')).toMatchObject({ sizeBytes: 7 });
    expect(await read(KEY)).toBe('one two');
  });

  it('stores a long stream as it is', async () => {
    const chunk = Buffer.alloc(1_000_000, 'otto');
    const hash = createHash('sha256');
    for (let i = 0; i < 12; i += 1) hash.update(chunk);
    const sha256 = hash.digest('hex');
    const stream = Readable.from(Array.from({ length: 12 }, () => chunk));
    const stored = await current().put(KEY, stream, 'audio/wav');
    expect(stored).toEqual({ sizeBytes: 12_000_000, sha256 });
    const file = await current().open(KEY);
    const found = file && (await buffer(file.stream));
    expect(found && createHash('sha256').update(found).digest('hex')).toBe(sha256);
  });

  it('stores an empty file', async () => {
    expect(await current().put(KEY, Buffer.alloc(0), 'audio/wav')).toMatchObject({ sizeBytes: 0 });
    expect(await read(KEY)).toBe('');
  });

  it('reads a range of bytes, first and last included', async () => {
    await current().put(KEY, Buffer.from('0123456789'), 'audio/wav');
    expect(await read(KEY, { start: 2, end: 4 })).toBe('234');
    expect(await read(KEY, { start: 8, end: 100 })).toBe('89');
    expect(await read(KEY, { start: 10, end: 11 })).toBe('');
    const file = await current().open(KEY, { start: 0, end: 0 });
    expect(file?.sizeBytes).toBe(10);
    file?.stream.destroy();
  });

  it('replaces what had the key', async () => {
    await current().put(KEY, Buffer.from('first, longer'), 'audio/wav');
    await current().put(KEY, Buffer.from('second'), 'audio/mpeg');
    expect(await read(KEY)).toBe('second');
    expect(await current().stat(KEY)).toEqual({ sizeBytes: 6, contentType: 'audio/mpeg' });
  });

  it.each([1, 7_000_000])(
    'keeps the old file when a stream breaks off after %i bytes',
    async (size) => {
      await current().put(KEY, Buffer.from('whole'), 'audio/wav');
      const broken = Readable.from(
        (function* () {
          yield Buffer.alloc(size);
          throw new Error('line cut');
        })(),
      );
      await expect(current().put(KEY, broken, 'audio/mpeg')).rejects.toThrow('line cut');
      expect(await read(KEY)).toBe('whole');
    },
  );

  it('fails when its source has failed already', async () => {
    const broken = new Readable({ read() {} });
    const put = current().put(KEY, broken, 'audio/mpeg');
    broken.destroy(new Error('line cut'));
    await expect(put).rejects.toThrow('line cut');
    expect(await current().stat(KEY)).toBeNull();
  });

  it('answers null for a file that is not there, and for a folder', async () => {
    await current().put(KEY, Buffer.from('x'), 'audio/wav');
    expect(await current().open('org_demo/calls/none.mp3')).toBeNull();
    expect(await current().stat(`${KEY}/below`)).toBeNull();
    expect(await current().open('org_demo/calls')).toBeNull();
  });

  it('deletes a file, and does not mind one that is gone', async () => {
    await current().put(KEY, Buffer.from('x'), 'audio/wav');
    await current().delete(KEY);
    await current().delete(KEY);
    expect(await current().stat(KEY)).toBeNull();
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
    const storage = current();
    await expect(storage.put(key, Buffer.from('x'), 'text/plain')).rejects.toThrow(StorageKeyError);
    await expect(storage.open(key)).rejects.toThrow(StorageKeyError);
    await expect(storage.stat(key)).rejects.toThrow(StorageKeyError);
    await expect(storage.delete(key)).rejects.toThrow(StorageKeyError);
    expect(() => storage.signedUrl(key, 60)).toThrow(StorageKeyError);
  });
}
