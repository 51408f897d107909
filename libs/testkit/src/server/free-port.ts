import { createServer } from 'node:net';

/** A loopback port that nobody listens on right now; it can be taken before it is used. */
export function freePort(): Promise<number> {
  return listen(0).then((port) => port ?? freePort());
}

/** Whether a server on loopback could listen on the port now. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await listen(port)) !== null;
}

/** The first free port from `port` on. */
export async function nextFreePort(port: number): Promise<number> {
  for (let candidate = port; candidate < port + 200 && candidate <= 65_535; candidate += 1) {
    if (await isPortFree(candidate)) return candidate;
  }
  return freePort();
}

function listen(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : null;
      server.close(() => resolve(bound));
    });
  });
}
