import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { listen } from './listen';

const PATIENCE = { headersMs: 60, requestMs: 120, checkMs: 20 };
const DRIBBLE_MS = 5;

describe('the server', () => {
  let server: Server;
  beforeAll(async () => {
    server = await listen(
      (request, response) => void request.resume().on('end', () => response.end('done')),
      0,
      PATIENCE,
    );
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const port = () => (server.address() as AddressInfo).port;

  it('listens on all addresses and keeps connections longer than a proxy does', () => {
    expect(['::', '0.0.0.0']).toContain((server.address() as AddressInfo).address);
    expect(server.keepAliveTimeout).toBeGreaterThan(60_000);
  });

  it.each([
    ['headers', 'GET / HTTP/1.1\r\nHost: otto\r\nX-Slow: '],
    ['its body', 'POST / HTTP/1.1\r\nHost: otto\r\nContent-Length: 10000\r\n\r\n'],
  ])('cuts off who dribbles %s, and answers others meanwhile', async (_part, begin) => {
    const slow = connect(port(), '127.0.0.1');
    let answer = '';
    slow.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    slow.on('error', () => undefined);
    slow.write(begin);
    const dribble = setInterval(() => slow.write('a'), DRIBBLE_MS);
    const closed = once(slow, 'close');
    const other = await fetch(`http://127.0.0.1:${port()}`, { headers: { connection: 'close' } });
    expect(await other.text()).toBe('done');
    await closed;
    clearInterval(dribble);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
  });
});
