import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Script = ScriptedAnswer | ((request: IncomingMessage) => ScriptedAnswer);

export interface ScriptedServer {
  readonly url: string;
  /** `METHOD path` of every request, in order. */
  readonly requests: readonly string[];
  /** Their bodies, in order. */
  readonly bodies: readonly string[];
  /** From now on a request whose `METHOD path` starts with this gets that answer. */
  on(start: string, answer: Script): void;
  /** Forgets what it was told and what it was asked. */
  reset(): void;
  close(): Promise<void>;
}

/** A vendor at the network that says what the spec tells it to; anything else is 404. */
export async function createScriptedServer(): Promise<ScriptedServer> {
  const scripts = new Map<string, Script>();
  const requests: string[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const line = `${request.method} ${request.url}`;
    const at = requests.push(line) - 1;
    const script = [...scripts].findLast(([start]) => line.startsWith(start))?.[1];
    const answer = typeof script === 'function' ? script(request) : script;
    const { status = 200, body = {}, headers } = answer ?? { status: 404, body: { error: 'no' } };
    const isBytes = Buffer.isBuffer(body);
    response.writeHead(status, {
      'content-type': isBytes ? 'audio/mpeg' : 'application/json',
      ...headers,
    });
    let sent = '';
    request.on('data', (part: Buffer) => (sent += part.toString()));
    request.on('end', () => {
      bodies[at] = sent;
      response.end(isBytes ? body : JSON.stringify(body));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    bodies,
    on: (start, answer) => {
      scripts.delete(start);
      scripts.set(start, answer);
    },
    reset: () => {
      scripts.clear();
      requests.length = 0;
      bodies.length = 0;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
