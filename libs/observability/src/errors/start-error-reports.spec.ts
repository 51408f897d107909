import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withLogContext } from '../context';
import { createLogger } from '../logger';
import { startErrorReports } from './start-error-reports';

const options = { service: 'worker', environment: 'test' };

async function startReceiver() {
  const envelopes: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (data: Buffer) => (body += data.toString()));
    request.on('end', () => {
      envelopes.push(`${request.method} ${request.url?.split('?')[0]}\n${body}`);
      response.end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { dsn: `http://public@127.0.0.1:${port}/7`, envelopes, close };
}

describe('reports of errors', () => {
  it('tell what was logged as an error, with its ids and without personal data', async () => {
    const receiver = await startReceiver();
    const reports = await startErrorReports({ ...options, dsn: receiver.dsn });
    const logger = createLogger({
      service: 'worker',
      level: 'error',
      format: 'json',
      onError: reports.report,
    });
    withLogContext({ traceId: 'trace-1', task: 'calls.x' }, () => {
      const error = new Error('no answer for +15551234567 or jane.doe@example.com');
      logger.error('request failed', { error, header: 'Bearer abcdefgh12345678' });
      logger.warn('nothing to report', { text: 'warned' });
    });
    await reports.flush();
    await receiver.close();

    expect(receiver.envelopes).toHaveLength(1);
    const [envelope = ''] = receiver.envelopes;
    const [line, , , event = ''] = envelope.split('\n');
    expect(line).toBe('POST /api/7/envelope/');
    expect(JSON.parse(event)).toMatchObject({
      level: 'error',
      environment: 'test',
      server_name: 'worker',
      tags: { service: 'worker', traceId: 'trace-1', task: 'calls.x' },
      extra: { log: 'request failed', header: 'Bearer [token]' },
      exception: {
        values: [
          {
            type: 'Error',
            value: 'no answer for …4567 or j…@example.com',
            stacktrace: { frames: expect.any(Array) },
          },
        ],
      },
    });
    for (const secret of ['5551234567', 'jane.doe', 'abcdefgh12345678'])
      expect(envelope).not.toContain(secret);
  });

  it('do not start with a DSN that leads nowhere', async () => {
    const print = jest.spyOn(console, 'error').mockImplementation();
    await expect(startErrorReports({ ...options, dsn: 'https://example.com' })).rejects.toThrow(
      'SENTRY_DSN is not the DSN of a Sentry project',
    );
    print.mockRestore();
  });
});
