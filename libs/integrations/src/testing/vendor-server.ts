import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Answer = (response: ServerResponse, request: ReceivedRequest) => void;

export interface VendorServer {
  readonly url: string;
  /** `127.0.0.1:<port>` */
  readonly host: string;
  readonly requests: readonly ReceivedRequest[];
  /** Gives the next answer in the list to each request; the last one stays. */
  answerWith(...answers: Answer[]): void;
  close(): Promise<void>;
}

/** A vendor on a loopback port, for specs: what it answers is the spec's to say. */
export async function startVendorServer(): Promise<VendorServer> {
  const requests: ReceivedRequest[] = [];
  let answers: Answer[] = [status(500)];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const received = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
      requests.push(received);
      const [answer = status(500)] = answers;
      if (answers.length > 1) answers = answers.slice(1);
      answer(response, received);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    requests,
    answerWith: (...next) => (answers = next),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export const json =
  (body: unknown, code = 200, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) =>
    response
      .writeHead(code, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));

export const text =
  (body: string, code = 200): Answer =>
  (response) =>
    response.writeHead(code).end(body);

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) =>
    response.writeHead(code, headers).end();

/** The request arrives and is never answered. */
export const silence: Answer = () => undefined;

export const reset: Answer = (response) => response.socket?.resetAndDestroy();

/** Says that there is more to come, and hangs up. */
export const cutOff: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"half":', () => response.socket?.destroy());
};
