import { once } from 'node:events';
import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import { serveLive, type LiveDeps } from './live-server';

describe('an upgrade to another path than /ws', () => {
  const server = createServer();
  const live = serveLive(server, {} as LiveDeps);
  afterAll(() => live.close());
  const upgrade = () => {
    const socket = new PassThrough();
    server.emit('upgrade', { url: '/other', headers: {} }, socket, Buffer.alloc(0));
    return socket;
  };

  it('is answered 404 and cut off, whether or not the client hangs up', async () => {
    const socket = upgrade();
    const said: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => said.push(chunk));
    await once(socket, 'close');
    expect(Buffer.concat(said).toString()).toMatch(/^HTTP\/1.1 404 /);
  });

  it('may break without harm', () => {
    expect(() => upgrade().emit('error', new Error('ECONNRESET'))).not.toThrow();
  });
});
