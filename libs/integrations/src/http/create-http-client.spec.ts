import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { ProviderError } from '../errors';
import {
  cutOff,
  json,
  reset,
  silence,
  startVendorServer,
  status,
  text,
  type VendorServer,
} from '../testing/vendor-server';
import { createHttpClient, type HttpClientOptions } from './create-http-client';
import type { HttpRequest } from './http-client';

const QUICK = { retries: 2, firstDelayMs: 1, maxDelayMs: 10 };
const ONCE = { ...QUICK, retries: 0 };

describe('http client', () => {
  let server: VendorServer;
  beforeEach(async () => (server = await startVendorServer()));
  afterEach(() => server.close());

  const send = (request: Partial<HttpRequest> = {}, options: Partial<HttpClientOptions> = {}) =>
    createHttpClient({ vendor: 'acme', timeoutMs: 2_000, retry: QUICK, ...options }).request({
      operation: 'things.get',
      method: 'GET',
      url: `${server.url}/things`,
      ...request,
    });
  const failure = async (
    request: Partial<HttpRequest> = {},
    options: Partial<HttpClientOptions> = {},
  ): Promise<ProviderError> => {
    const error: unknown = await send(request, options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProviderError);
    return error as ProviderError;
  };

  it('sends headers and body, and answers with parsed JSON', async () => {
    server.answerWith(json({ id: 7 }, 201));
    const body = '{"name":"x"}';
    const answer = await send({ method: 'POST', body, headers: () => ({ 'X-Key': 'k' }) });
    expect(answer).toMatchObject({ status: 201, body: { id: 7 } });
    expect(server.requests).toMatchObject([{ method: 'POST', path: '/things', body }]);
    expect(server.requests[0]?.headers).toMatchObject({ 'x-key': 'k' });
    expect(server.requests[0]?.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('takes any 2xx as success, and no body as null', async () => {
    server.answerWith(status(204));
    expect(await send()).toMatchObject({ status: 204, body: null });
  });

  it.each([301, 400, 401, 403, 404, 422])('gives up at once on %i', async (code) => {
    server.answerWith(status(code, { location: '/elsewhere' }));
    expect(await failure()).toMatchObject({
      vendor: 'acme',
      status: code,
      isRetryable: false,
      isUnknownOutcome: false,
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([408, 429, 500, 502, 503])('repeats a GET on %i, and tells it may pass', async (code) => {
    server.answerWith(status(code));
    expect(await failure()).toMatchObject({ status: code, isRetryable: true });
    expect(server.requests).toHaveLength(3);
  });

  it('answers with the success of a later attempt, under a new request id', async () => {
    server.answerWith(status(503), json({ ok: true }));
    expect((await send()).body).toEqual({ ok: true });
    const [first, second] = server.requests.map(({ headers }) => headers['x-request-id']);
    expect(first).not.toBe(second);
  });

  it('waits as Retry-After says when that is short', async () => {
    server.answerWith(status(429, { 'retry-after': '0' }), json({ ok: true }));
    expect((await send()).body).toEqual({ ok: true });
  });

  it('leaves a long Retry-After to the caller', async () => {
    server.answerWith(status(429, { 'retry-after': '42' }));
    expect(await failure()).toMatchObject({ isRetryable: true, retryAfterMs: 42_000 });
    expect(server.requests).toHaveLength(1);
  });

  it('repeats a POST only when it is repeatable', async () => {
    server.answerWith(status(500));
    expect(await failure({ method: 'POST' })).toMatchObject({ isUnknownOutcome: true });
    expect(server.requests).toHaveLength(1);
    await failure({ method: 'POST', isRepeatable: true });
    expect(server.requests).toHaveLength(4);
  });

  it('repeats a POST that only reads, and knows that it changed nothing', async () => {
    server.answerWith(status(500));
    const error = await failure({ method: 'POST', isReadOnly: true });
    expect(error).toMatchObject({ isUnknownOutcome: false });
    expect(server.requests).toHaveLength(3);
  });

  it('repeats any POST that was turned away with 429', async () => {
    server.answerWith(status(429), json({ ok: true }));
    expect((await send({ method: 'POST' })).body).toEqual({ ok: true });
  });

  it('does not know the outcome of a POST that is not answered in time', async () => {
    server.answerWith(silence);
    expect(await failure({ method: 'POST' }, { timeoutMs: 100 })).toMatchObject({
      code: 'TIMEOUT',
      status: null,
      isRetryable: true,
      isUnknownOutcome: true,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('knows that a POST without a connection was never sent, and repeats it', async () => {
    const sockets: Socket[] = [];
    const deaf = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
    deaf.listen(0, '127.0.0.1');
    await once(deaf, 'listening');
    // TLS is never answered, so that the time is over before the request can be written.
    const url = `https://127.0.0.1:${(deaf.address() as AddressInfo).port}/`;
    const error = await failure({ method: 'POST', url }, { timeoutMs: 100 });
    expect(error).toMatchObject({ code: 'TIMEOUT', isRetryable: true, isUnknownOutcome: false });
    expect(sockets.length).toBeGreaterThan(1);
    sockets.forEach((socket) => socket.destroy());
    deaf.close();
    await once(deaf, 'close');
  });

  it('knows that a refused connection changed nothing', async () => {
    const { url } = server;
    await server.close();
    const error = await failure({ method: 'POST', url });
    expect(error).toMatchObject({ code: 'NETWORK', isRetryable: true, isUnknownOutcome: false });
    expect(error.message).toContain('ECONNREFUSED');
    server = await startVendorServer();
  });

  it.each([
    ['a reset connection', reset],
    ['an answer that is cut off', cutOff],
  ])('does not know the outcome of a POST after %s', async (_case, answer) => {
    server.answerWith(answer);
    const error = await failure({ method: 'POST' });
    expect(error).toMatchObject({ code: 'NETWORK', isRetryable: true, isUnknownOutcome: true });
    expect(server.requests).toHaveLength(1);
  });

  it('repeats a GET after a reset connection', async () => {
    server.answerWith(reset, json({ ok: true }));
    expect((await send()).body).toEqual({ ok: true });
  });

  it.each(['{"half":', '<html>gateway</html>'])('repeats a GET answered with %j', async (body) => {
    server.answerWith(text(body));
    expect(await failure()).toMatchObject({ code: 'INVALID_JSON', status: 200, isRetryable: true });
    expect(server.requests).toHaveLength(3);
  });

  it('judges an error page by its status', async () => {
    server.answerWith(text('<html>no</html>', 404));
    expect(await failure()).toMatchObject({ status: 404, code: null, isRetryable: false });
  });

  it("lets the vendor's own refusal decide, within a success too", async () => {
    server.answerWith(json({ success: false }));
    const failureOf = () => ({ message: 'says no', code: 'NO', status: 404, isRetryable: false });
    expect(await failure({ failureOf })).toMatchObject({
      message: 'acme: says no',
      code: 'NO',
      status: 404,
    });
  });

  it('stops at the signal of the caller, during a request and before one', async () => {
    const controller = new AbortController();
    server.answerWith(() => controller.abort());
    const { signal } = controller;
    expect(await failure({ signal })).toMatchObject({ code: 'ABORTED', isRetryable: true });
    expect(await failure({ signal })).toMatchObject({ code: 'ABORTED' });
    expect(server.requests).toHaveLength(1);
  });

  it('stops waiting for a retry at the signal of the caller', async () => {
    const controller = new AbortController();
    const retry = { retries: 3, firstDelayMs: 60_000, maxDelayMs: 60_000 };
    server.answerWith(status(500));
    const logger = { debug: () => undefined, warn: () => setImmediate(() => controller.abort()) };
    const error = await failure({ signal: controller.signal }, { retry, logger });
    expect(error).toMatchObject({ status: 500 });
  });

  it('refuses an answer without end', async () => {
    server.answerWith((response) => {
      response.writeHead(200);
      const more = (): void => void (response.destroyed || response.write('x'.repeat(1e6), more));
      more();
    });
    expect(await failure({}, { timeoutMs: 15_000 })).toMatchObject({
      code: 'TOO_LARGE',
      isRetryable: false,
    });
  });

  it("does not hide a caller's mistake behind the vendor", async () => {
    const headers = (): never => {
      throw new TypeError('bug');
    };
    await expect(send({ headers })).rejects.toThrow(TypeError);
    expect(server.requests).toHaveLength(0);
  });

  it('leaves an endpoint alone for a while after five failures, but no other one', async () => {
    server.answerWith(status(500));
    const client = createHttpClient({ vendor: 'acme', timeoutMs: 2_000, retry: ONCE });
    const ask = (operation: string, breakerScope: string) =>
      client.request({ operation, breakerScope, method: 'GET', url: server.url });
    for (let i = 0; i < 5; i += 1) await expect(ask('a', 'org_demo')).rejects.toThrow('500');
    await expect(ask('a', 'org_demo')).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });
    expect(server.requests).toHaveLength(5);
    await expect(ask('a', 'org_rival')).rejects.toThrow('500');
    await expect(ask('b', 'org_demo')).rejects.toThrow('500');
  });

  it('tells of every attempt, for whoever counts them', async () => {
    const calls: unknown[] = [];
    server.answerWith(reset, status(503), json({}));
    await send({}, { onCall: (call) => calls.push(call) });
    const ms: unknown = expect.any(Number);
    expect(calls).toEqual(
      [null, 503, 200].map((code) => ({
        vendor: 'acme',
        endpoint: 'things.get',
        status: code,
        ms,
      })),
    );
  });

  it('asks for admission before every attempt, and sends nothing without', async () => {
    let admitted = 0;
    server.answerWith(status(503), json({}));
    await send({ admit: async () => void (admitted += 1) });
    expect(admitted).toBe(2);
    const refusal = new ProviderError({ vendor: 'acme', message: 'full', isRetryable: false });
    expect(await failure({ admit: () => Promise.reject(refusal) })).toBe(refusal);
    expect(server.requests).toHaveLength(2);
  });

  it('logs each attempt by operation and ids, with nothing of what was said', async () => {
    const lines: unknown[] = [];
    const log = (...line: unknown[]): void => void lines.push(line);
    server.answerWith(status(500), json({ phone: '+16025550101' }));
    await send(
      {
        url: `${server.url}/things?access_key=canary-in-url`,
        headers: () => ({ Authorization: 'Bearer canary-in-header' }),
      },
      { logger: { debug: log, warn: log } },
    );
    expect(lines).toMatchObject([
      ['Request to acme', { operation: 'things.get', attempt: 1, status: 500 }],
      ['Request to acme', { operation: 'things.get', attempt: 2, status: 200 }],
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/canary|6025550101/);
  });
});
