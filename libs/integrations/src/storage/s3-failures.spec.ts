import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ProviderError } from '../errors';
import {
  cutOff,
  reset,
  silence,
  startVendorServer,
  status,
  text,
  type Answer,
  type VendorServer,
} from '../testing/vendor-server';
import { createS3Storage } from './s3-storage';
import type { Storage } from './storage';

const KEY = 'org_demo/calls/7d1c.mp3';
const refusal =
  (code: number, name: string): Answer =>
  (response) =>
    response
      .writeHead(code, { 'content-type': 'application/xml' })
      .end(`<Error><Code>${name}</Code><Message>no</Message></Error>`);

describe('a store that fails', () => {
  let server: VendorServer;
  let storage: Storage;

  beforeEach(async () => {
    server = await startVendorServer();
    storage = createS3Storage({
      accessKeyId: 'AKIAOTTO',
      secretAccessKey: 'secret',
      region: 'us-west-2',
      bucket: 'otto',
      endpoint: server.url,
      forcePathStyle: true,
      timeoutMs: 100,
    });
  });
  afterEach(() => server.close());

  const calls: readonly [string, () => Promise<unknown>][] = [
    ['putting', () => storage.put(KEY, Buffer.from('x'), 'audio/mpeg')],
    ['opening', () => storage.open(KEY)],
    ['deleting', () => storage.delete(KEY)],
  ];

  describe.each(calls)('%s a file', (_name, call) => {
    const failureOn = async (answer: Answer): Promise<ProviderError> => {
      server.answerWith(answer);
      const error: unknown = await call().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ProviderError);
      return error as ProviderError;
    };

    it.each([
      [401, 'InvalidToken'],
      [403, 'AccessDenied'],
      [404, 'NoSuchBucket'],
      [422, 'Unprocessable'],
    ])('is given up after one %i', async (code, name) => {
      const failure = { vendor: 's3', status: code, isRetryable: false };
      expect(await failureOn(refusal(code, name))).toMatchObject(failure);
      expect(server.requests).toHaveLength(1);
    });

    it.each<readonly [string, Answer, object]>([
      ['a 500', refusal(500, 'InternalError'), { status: 500 }],
      ['a 500 with no XML', text('{"half":', 500), { status: 500 }],
      ['a reset connection', reset, { code: 'NETWORK' }],
      ['silence', silence, { code: 'NETWORK' }],
    ])('is tried again after %s, and then left for later', async (_case, answer, expected) => {
      expect(await failureOn(answer)).toMatchObject({
        vendor: 's3',
        isRetryable: true,
        ...expected,
      });
      expect(server.requests.length).toBeGreaterThan(1);
    });
  });

  it.each([
    ['a 429', refusal(429, 'TooManyRequests'), 429],
    ['a 429 with a time', status(429, { 'retry-after': '1' }), 429],
    ['a 503', refusal(503, 'SlowDown'), 503],
  ])('is asked again after %s, and then later', async (_case, answer, code) => {
    server.answerWith(answer);
    const failure = { vendor: 's3', status: code, isRetryable: true };
    await expect(storage.stat(KEY)).rejects.toMatchObject(failure);
    expect(server.requests.length).toBeGreaterThan(1);
  });

  it('does not pass half a file off as a whole one', async () => {
    server.answerWith(cutOff);
    const file = await storage.open(KEY);
    await expect(buffer(file?.stream ?? Readable.from([]))).rejects.toThrow();
  });
});
