import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { freePort, isPortFree, nextFreePort } from '../index';

describe('free ports', () => {
  let taken: Server;
  let port: number;

  beforeAll(async () => {
    taken = createServer().listen(0, '0.0.0.0');
    await once(taken, 'listening');
    port = (taken.address() as AddressInfo).port;
  });
  afterAll(() => once(taken.close(), 'close'));

  it('sees a server on all interfaces', async () => {
    await expect(isPortFree(port)).resolves.toBe(false);
  });

  it('steps over a taken one', async () => {
    await expect(nextFreePort(port)).resolves.toBeGreaterThan(port);
  });

  it('finds one that can be listened on', async () => {
    await expect(isPortFree(await freePort())).resolves.toBe(true);
  });
});
