import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly body: Record<string, unknown>;
}

export interface ReceivingServer {
  readonly url: string;
  readonly received: readonly ReceivedWebhook[];
  /** Resolves with all webhooks as soon as so many have come. */
  waitForCount(count: number): Promise<readonly ReceivedWebhook[]>;
  /** Statuses of the next answers; 200 once they are used up. */
  answerNext(...statuses: number[]): void;
  /** Bodies of the next answers. */
  sayNext(...bodies: string[]): void;
  close(): Promise<void>;
}

/** A web service that only takes note of the webhooks it gets. */
export async function createReceivingServer(): Promise<ReceivingServer> {
  const received: ReceivedWebhook[] = [];
  const statuses: number[] = [];
  const answers: string[] = [];
  const arrivals = new EventEmitter();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const isForm = request.headers['content-type']?.includes('urlencoded');
      const body = isForm ? Object.fromEntries(new URLSearchParams(raw)) : parse(raw);
      received.push({ path: request.url ?? '', headers: request.headers, raw, body });
      response.writeHead(statuses.shift() ?? 200).end(answers.shift() ?? '{}');
      arrivals.emit('webhook');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async waitForCount(count) {
      while (received.length < count) await once(arrivals, 'webhook');
      return received;
    },
    sayNext: (...bodies) => void answers.push(...bodies),
    answerNext: (...next) => void statuses.push(...next),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const parse = (raw: string) => JSON.parse(raw) as Record<string, unknown>;
