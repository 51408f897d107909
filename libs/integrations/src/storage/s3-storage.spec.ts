import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { ProviderError } from '../errors';
import { startS3Server, type S3Server } from '../testing/s3-server';
import { describeStorage } from '../testing/storage-contract';
import type { S3Options } from './s3-bucket';
import { createS3Storage } from './s3-storage';
import type { Storage } from './storage';

const keys = { accessKeyId: 'AKIAOTTO', secretAccessKey: 'top/secret+key', region: 'us-west-2' };
const KEY = 'org_demo/calls/7d1c.mp3';

describe('S3 storage', () => {
  let server: S3Server;
  let options: S3Options;
  let storage: Storage;

  beforeEach(async () => {
    server = await startS3Server(keys, 'otto');
    const { url: endpoint } = server;
    options = { ...keys, bucket: 'otto', endpoint, forcePathStyle: true, timeoutMs: 5_000 };
    storage = createS3Storage(options);
  });
  afterEach(() => server.close());

  describeStorage(() => storage);

  it('leaves no open upload behind when a long stream breaks off', async () => {
    const broken = Readable.from(
      (function* () {
        for (let i = 0; i < 12; i += 1) yield Buffer.alloc(1_000_000);
        throw new Error('line cut');
      })(),
    );
    await expect(storage.put(KEY, broken, 'audio/mpeg')).rejects.toThrow('line cut');
    expect([server.objects.size, server.openUploads.size]).toEqual([0, 0]);
  });

  it('signs URLs that anyone can read a file with, or a range of it', async () => {
    await storage.put(KEY, Buffer.from('0123456789'), 'audio/mpeg');
    const url = storage.signedUrl(KEY, 60);
    const whole = await fetch(url);
    expect([whole.status, await whole.text()]).toEqual([200, '0123456789']);
    expect(whole.headers.get('content-type')).toBe('audio/mpeg');
    const part = await fetch(url, { headers: { range: 'bytes=2-4' } });
    expect([part.status, await part.text()]).toEqual([206, '234']);
  });

  it('signs for one file, for a time, and for reading only', async () => {
    await storage.put(KEY, Buffer.from('x'), 'audio/mpeg');
    await storage.put('org_rival/x.mp3', Buffer.from('y'), 'audio/mpeg');
    const url = storage.signedUrl(KEY, 60);
    const past = createS3Storage({ ...options, now: () => new Date(Date.now() - 61_000) });
    const attempts = [
      fetch(url.replace('org_demo/calls/7d1c', 'org_rival/x')),
      fetch(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600')),
      fetch(url, { method: 'DELETE' }),
      fetch(past.signedUrl(KEY, 60)),
    ];
    for (const attempt of attempts) expect((await attempt).status).toBe(403);
  });

  it.each([true, false])(
    "signs URLs as Amazon's own signer does (path style: %p)",
    async (style) => {
      const signingDate = new Date('2026-11-24T16:15:00.250Z');
      const endpoint = 'https://s3.demo.example';
      const { bucket, region } = options;
      const now = (): Date => signingDate;
      const ours = createS3Storage({ ...options, endpoint, forcePathStyle: style, now });
      const client = new S3Client({
        region,
        endpoint,
        credentials: keys,
        forcePathStyle: style,
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
      });
      const command = new GetObjectCommand({ Bucket: bucket, Key: KEY });
      const theirs = await getSignedUrl(client, command, { expiresIn: 3_600, signingDate });
      const partsOf = (text: string) => {
        const { origin, pathname, searchParams } = new URL(text);
        return { origin, pathname, query: Object.fromEntries(searchParams) };
      };
      expect(partsOf(ours.signedUrl(KEY, 3_600))).toEqual(partsOf(theirs));
    },
  );

  it("signs URLs of Amazon's own store, where no other is named", () => {
    const amazon = createS3Storage({ ...keys, bucket: 'otto' });
    expect(amazon.signedUrl(KEY, 60)).toMatch(
      /^https:\/\/otto\.s3\.us-west-2\.amazonaws\.com\/org_demo\/calls\/7d1c\.mp3\?/,
    );
  });

  it('leaves the failure of a source what it is', async () => {
    const lost = new ProviderError({
      vendor: 'callrail',
      message: 'ECONNRESET',
      isRetryable: true,
    });
    const broken = new Readable({ read: () => void broken.destroy(lost) });
    await expect(storage.put(KEY, broken, 'audio/mpeg')).rejects.toBe(lost);
  });

  it('tries again after a 500, and tells when that goes on', async () => {
    await storage.put(KEY, Buffer.from('x'), 'audio/mpeg');
    server.failWith(500, 1);
    expect(await storage.stat(KEY)).not.toBeNull();
    server.failWith(500, 3);
    await expect(storage.open(KEY)).rejects.toMatchObject({
      vendor: 's3',
      status: 500,
      isRetryable: true,
    });
  });

  it.each([
    ['another key', { secretAccessKey: 'wrong' }, 403],
    ['another bucket', { bucket: 'other' }, 404],
  ])('gives up with %s', async (_case, change, status) => {
    const other = createS3Storage({ ...options, ...change });
    const failure = { vendor: 's3', status, isRetryable: false };
    await expect(other.open(KEY)).rejects.toMatchObject(failure);
    await expect(other.put(KEY, Buffer.from('x'), 'audio/mpeg')).rejects.toMatchObject(failure);
  });

  it('tells when the store cannot be reached', async () => {
    await server.close();
    await expect(storage.open(KEY)).rejects.toMatchObject({ code: 'NETWORK', isRetryable: true });
    server = await startS3Server(keys, 'otto');
  });
});
