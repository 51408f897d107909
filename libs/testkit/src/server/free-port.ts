import { createServer, type ListenOptions } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A loopback port that nobody listens on right now; it can be taken before it is used. */
export async function freePort(): Promise<number> {
  const port = await listen({ port: 0, host: LOOPBACK });
  return port ?? freePort();
}

/** Whether a server could listen on the port now, on loopback and on all interfaces. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await listen({ port, host: LOOPBACK })) !== null && (await listen({ port })) !== null;
}

/** The first free port from `port` on. */
export async function nextFreePort(port: number): Promise<number> {
  for (let candidate = port; candidate < port + 200 && candidate <= 65_535; candidate += 1) {
    if (await isPortFree(candidate)) return candidate;
  }
  return freePort();
}

/** The port that was bound for a moment; null where it is taken. */
function listen(options: ListenOptions): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ exclusive: true, ...options }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : null;
      server.close(() => resolve(bound));
    });
  });
}
