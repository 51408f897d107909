import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Database } from '@otto/db';
import { maySubscribe } from '@otto/domain';
import type { Logger, Metrics } from '@otto/observability';
import type { LiveBus } from '@otto/queues';
import type { Admit, Authenticate } from '../http/authenticate';
import { Problem } from '../http/problem';
import { CLOSE, serveClient, type Client } from './client';
import { createHub } from './hub';

const PATH = '/ws';
const PROTOCOL = 'otto';
const MAX_MESSAGE_BYTES = 16_384;
const PING_MS = 20_000;
const SIGN_IN_MS = 5_000;
const SILENT_MS = 40_000;
/** How long clients have to answer the goodbye. */
const GOODBYE_MS = 2_000;

export interface LiveDeps {
  readonly database: Database;
  readonly bus: LiveBus;
  readonly authenticate: Authenticate;
  readonly admit: Admit;
  readonly logger: Logger;
  readonly metrics: Metrics['live'];
  /** How often clients are pinged and their membership is looked at again. */
  readonly pingMs?: number;
  /** How long a client has for its first message. */
  readonly signInMs?: number;
}

export interface LiveServer {
  /** Says goodbye to all clients: they come back to another process. */
  close(): Promise<void>;
}

/** Serves the WebSocket at /ws of the HTTP server. */
export function serveLive(server: Server, deps: LiveDeps): LiveServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    // Compression would cost each connection more memory than everything else of it.
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has(PROTOCOL) ? PROTOCOL : false),
  });
  const clients = new Map<WebSocket, Client>();
  const hub = createHub(deps);

  sockets.on('connection', (socket, request) => {
    const client: Client = serveClient(socket, tokenOf(request), {
      hub,
      metrics: deps.metrics,
      authenticate: deps.authenticate,
      signInMs: deps.signInMs ?? SIGN_IN_MS,
      maySubscribe: (user, channel) =>
        deps.database.withTenant(user.companyId, (tx) => maySubscribe(tx, user, channel)),
      onUserChanged: () => recheck(client, deps),
    });
    clients.set(socket, client);
    deps.metrics.opened();
    socket.on('close', () => {
      clients.delete(socket);
      deps.metrics.closed();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== PATH) {
      refuse(socket);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      sockets.emit('connection', webSocket, request),
    );
  });

  const sweep = setInterval(() => {
    for (const [socket, client] of clients) {
      if (Date.now() - client.lastSeenAt > SILENT_MS) socket.terminate();
      else client.ping();
      recheck(client, deps);
    }
  }, deps.pingMs ?? PING_MS);

  return {
    async close() {
      clearInterval(sweep);
      const closed = [...clients].map(([socket, client]) => {
        client.close(CLOSE.shutdown, 'SHUTDOWN');
        return new Promise((resolve) => socket.once('close', resolve));
      });
      const cut = setTimeout(() => {
        for (const socket of clients.keys()) socket.terminate();
      }, GOODBYE_MS);
      await Promise.all(closed);
      clearTimeout(cut);
      sockets.close();
    },
  };
}

/** Node no longer watches a socket that asks for an upgrade: its errors and its end are ours. */
function refuse(socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () =>
    socket.destroy(),
  );
}

/** Who has been deactivated, or is no longer in the role of their sign-in, has to sign in again. */
function recheck(client: Client, { admit, logger }: LiveDeps): void {
  const { user } = client;
  if (!user) return;
  admit({ userId: user.id, companyId: user.companyId })
    .then(({ role }) => {
      if (role !== user.role) client.close(CLOSE.refused, 'ROLE_CHANGED');
    })
    .catch((error: unknown) => {
      if (error instanceof Problem) client.close(CLOSE.refused, error.code);
      else logger.warn('memberships of sockets cannot be checked', { error });
    });
}

/** From the Authorization header, or the second subprotocol, which is all that browsers can set. */
function tokenOf({ headers }: IncomingMessage): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const [protocol, token] = (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((part) => part.trim());
  return bearer ?? (protocol === PROTOCOL && token ? token : null);
}
