import { createServer, type RequestListener, type Server } from 'node:http';

/** Longer than the proxy in front keeps its connections (Railway: 60 s), so that it never meets a closed one. */
const KEEP_ALIVE_MS = 65_000;
/** How long a client may take to send its headers, and all of its request; how often that is looked at. */
const PATIENCE = { headersMs: 15_000, requestMs: 30_000, checkMs: 5_000 };
const MAX_HEADER_BYTES = 16_384;
const MAX_HEADERS = 100;

/** Listens on all addresses, IPv6 and IPv4; on IPv4 alone where the machine has no IPv6. */
export async function listen(
  handler: RequestListener,
  port: number,
  patience = PATIENCE,
): Promise<Server> {
  const server = createServer(
    {
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.checkMs,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    handler,
  );
  server.maxHeadersCount = MAX_HEADERS;
  try {
    await listenOn(server, port, '::');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAFNOSUPPORT') throw error;
    await listenOn(server, port, '0.0.0.0');
  }
  return server;
}

function listenOn(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
