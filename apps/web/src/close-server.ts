import type { Server } from 'node:http';

const SWEEP_MS = 100;

/** Requests under way are answered; their connections, kept alive, are closed as soon as they idle. */
export async function closeServer(server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearInterval(sweep);
}
