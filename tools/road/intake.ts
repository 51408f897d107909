import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReceiveDelivery } from '@otto/domain';
import { parseShunyaWebhook, type Storage } from '@otto/integrations';
import { processShunyaWebhook, recordCallrailEvent } from '@otto/queues';

export interface Intake {
  readonly url: string;
  /** Called before anything can arrive. */
  use(parts: { receive: ReceiveDelivery; storage: Storage; companyId: string }): void;
  close(): Promise<void>;
}

/** As much of web as the road needs: takes webhooks in and serves stored files. */
export async function createIntake(): Promise<Intake> {
  let parts: Parameters<Intake['use']>[0] | undefined;
  let count = 0;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (!parts) throw new Error('the intake is not ready');
    if (path.startsWith('/files/')) {
      const file = await parts.storage.open(path.slice('/files/'.length));
      if (!file) return void response.writeHead(404).end();
      response.writeHead(200, { 'content-type': file.contentType });
      return void file.stream.pipe(response);
    }
    const body = Buffer.concat((await request.toArray()) as Buffer[]);
    const isShunya = path.endsWith('/shunya');
    await parts.receive({
      provider: isShunya ? 'shunya' : 'callrail',
      event: path.split('/').at(-1) ?? '',
      deliveryKey: String((count += 1)),
      companyId: isShunya ? parseShunyaWebhook(body).companyId : parts.companyId,
      headers: {},
      body,
      contentType: 'application/json',
      task: isShunya ? processShunyaWebhook : recordCallrailEvent,
    });
    response.writeHead(200).end('{}');
  }

  const server = createServer((request, response) => {
    take(request, response).catch(() => response.writeHead(500).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    use: (given) => void (parts = given),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
