import { text as readAll } from 'node:stream/consumers';
import {
  cutOff,
  silence,
  startVendorServer,
  status,
  text,
  type VendorServer,
} from '../testing/vendor-server';
import { downloadFrom, type DownloadRequest } from './download';

describe('download', () => {
  let server: VendorServer;
  beforeEach(async () => (server = await startVendorServer()));
  afterEach(() => server.close());

  const download = async (request: Partial<DownloadRequest> = {}): Promise<string> => {
    const { stream } = await downloadFrom({
      url: `${server.url}/recording.wav`,
      allowedHosts: [server.host],
      maxBytes: 1_000,
      ...request,
    });
    return readAll(stream);
  };

  it('gives the file and its content type', async () => {
    server.answerWith((response) => response.setHeader('content-type', 'audio/wav').end('sound'));
    const { stream, contentType } = await downloadFrom({
      url: server.url,
      allowedHosts: [server.host],
      maxBytes: 5,
    });
    expect(contentType).toBe('audio/wav');
    expect(await readAll(stream)).toBe('sound');
  });

  it('follows redirects to allowed hosts', async () => {
    server.answerWith(status(302, { location: '/moved' }), text('sound'));
    expect(await download()).toBe('sound');
    expect(server.requests.map(({ path }) => path)).toEqual(['/recording.wav', '/moved']);
  });

  it.each(['http://127.0.0.1:1/x', 'https://evil.test/x', 'file:///etc/passwd', 'http://[bad'])(
    'does not follow a redirect to %s',
    async (location) => {
      server.answerWith(status(302, { location }));
      await expect(download()).rejects.toMatchObject({ code: 'FORBIDDEN_URL', isRetryable: false });
    },
  );

  it('does not follow redirects without end', async () => {
    server.answerWith(status(302, { location: '/again' }));
    await expect(download()).rejects.toMatchObject({ code: 'FORBIDDEN_URL' });
    expect(server.requests).toHaveLength(6);
  });

  it('asks nobody when the URL is off the list', async () => {
    await expect(download({ allowedHosts: ['app.callrail.com'] })).rejects.toMatchObject({
      code: 'FORBIDDEN_URL',
    });
    expect(server.requests).toHaveLength(0);
  });

  it('refuses an allowed name that resolves to a private address', async () => {
    const request = { url: 'https://localhost/x', allowedHosts: ['localhost'] };
    await expect(download(request)).rejects.toMatchObject({
      code: 'FORBIDDEN_URL',
      isRetryable: false,
    });
  });

  it('stops at the first byte too many', async () => {
    server.answerWith(text('x'.repeat(1_001)));
    await expect(download()).rejects.toMatchObject({ code: 'TOO_LARGE', isRetryable: false });
  });

  it.each([
    [403, true],
    [404, true],
    [410, true],
    [429, true],
    [503, true],
    [401, false],
    [206, false],
  ])('fails on %i, which may pass: %s', async (code, isRetryable) => {
    server.answerWith(status(code));
    await expect(download()).rejects.toMatchObject({ status: code, isRetryable });
  });

  it('fails when the answer, or its end, does not come in time', async () => {
    const tooSlow = { code: 'TIMEOUT', isRetryable: true };
    server.answerWith(silence);
    await expect(download({ timeoutMs: 100 })).rejects.toMatchObject(tooSlow);
    server.answerWith((response) => response.write('the beginning'));
    await expect(download({ timeoutMs: 100 })).rejects.toMatchObject(tooSlow);
  });

  it('keeps a failure that comes before anyone reads', async () => {
    server.answerWith((response) => response.write('the beginning'));
    const { stream } = await downloadFrom({
      url: server.url,
      allowedHosts: [server.host],
      maxBytes: 1_000,
      timeoutMs: 100,
    });
    await new Promise((resolve) => stream.once('close', resolve));
    await expect(readAll(stream)).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('fails when the file is cut off', async () => {
    server.answerWith(cutOff);
    await expect(download()).rejects.toMatchObject({ code: 'NETWORK', isRetryable: true });
  });

  it('stops at the signal of the caller', async () => {
    const controller = new AbortController();
    server.answerWith(() => controller.abort());
    await expect(download({ signal: controller.signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});
