import { WebSocket } from 'ws';
import { tenantChannel } from '@otto/domain';

export type OnEvent = (key: string, atMs: number) => void;

const READY_MS = 30_000;
/** So many shake hands at once. */
const AT_ONCE = 50;

export interface Person {
  readonly companyId: string;
  readonly token: string;
}

/** Connects all, each signed in and subscribed to the events of its company. */
export async function connectAll(
  url: string,
  people: readonly Person[],
  onEvent: OnEvent,
): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  for (let start = 0; start < people.length; start += AT_ONCE) {
    const some = people.slice(start, start + AT_ONCE);
    sockets.push(...(await Promise.all(some.map((person) => connect(url, person, onEvent)))));
  }
  return sockets;
}

function connect(url: string, person: Person, onEvent: OnEvent): Promise<WebSocket> {
  const socket = new WebSocket(url, {
    headers: { Authorization: `Bearer ${person.token}` },
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('a socket was not ready in time')), READY_MS);
    socket.on('error', reject);
    socket.on('close', (code, reason) =>
      reject(new Error(`a socket was closed: ${code} ${reason.toString()}`)),
    );
    socket.on('message', (data: Buffer) => {
      const atMs = performance.now();
      const message = JSON.parse(data.toString('utf8')) as Record<string, unknown>;
      if (typeof message['key'] === 'string') return onEvent(message['key'], atMs);
      switch (message['type']) {
        case 'welcome':
          socket.send(
            JSON.stringify({ type: 'subscribe', channel: tenantChannel(person.companyId) }),
          );
          return;
        case 'ping':
          socket.send('{"type":"pong"}');
          return;
        case 'subscribe_result':
          clearTimeout(late);
          if (message['success'] === true) resolve(socket);
          else reject(new Error(`a socket may not subscribe: ${data.toString('utf8')}`));
      }
    });
  });
}
