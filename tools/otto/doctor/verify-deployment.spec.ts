import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyDeployment } from './verify-deployment';

/** A deployment as seen from outside. */
async function deployment(state: {
  ready: number;
  webhook: number;
  lastTick: number;
  waits: number;
}) {
  const report = {
    parts: {
      queues: {
        ok: true,
        detail: [{ queue: 'asr', status: 'queued', oldestSeconds: state.waits }],
      },
      beat: {
        ok: true,
        detail: {
          leader: { epoch: 1 },
          schedules: [{ id: 'x', last: { slot: new Date(state.lastTick).toISOString() } }],
        },
      },
    },
  };
  const server = createServer((request, response) => {
    const isOperator = request.headers.authorization === 'Bearer ops';
    const answers: Record<string, [number, string]> = {
      '/health': [200, '{"status":"healthy"}'],
      '/health/ready': [state.ready, '{}'],
      '/webhooks/shunya': [state.webhook, '{}'],
      '/health/detailed': isOperator ? [200, JSON.stringify(report)] : [404, '{}'],
    };
    const [status, body] = answers[request.url ?? ''] ?? [404, ''];
    response.writeHead(status).end(body);
  }).listen(0);
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { base, stop: () => (server.close(), server.closeAllConnections()) };
}

const good = { ready: 200, webhook: 401, lastTick: Date.now(), waits: 2 };
const problems = async (base: string, token?: string) =>
  (await verifyDeployment(base, token)).map(({ problem }) => problem);

describe('verify', () => {
  it('finds nothing wrong with a deployment that works', async () => {
    const { base, stop } = await deployment(good);
    expect(await problems(base, 'ops')).toEqual([null, null, null, null, null]);
    expect(await problems(base)).toEqual([null, null, null, undefined, undefined]);
    stop();
  });

  it('names what is broken', async () => {
    const broken = { ready: 503, webhook: 200, lastTick: Date.now() - 600_000, waits: 90 };
    const { base, stop } = await deployment(broken);
    expect(await problems(base, 'ops')).toEqual([
      null,
      'it answered 503',
      'it was answered 200',
      'the oldest of asr has waited 90 s',
      expect.stringMatching(/^the last tick was 60\d s ago$/),
    ]);
    stop();
  });

  it('says that a token is not that of the deployment', async () => {
    const { base, stop } = await deployment(good);
    const said = expect.stringContaining('answered 404: is OPS_TOKEN that of the deployment?');
    expect(await problems(base, 'of another')).toEqual([null, null, null, said, said]);
    stop();
  });

  it('says so when nothing answers', async () => {
    const { base, stop } = await deployment(good);
    stop();
    expect((await problems(base)).slice(0, 3)).toEqual([
      'it answered nothing',
      'it answered nothing',
      'it was answered nothing',
    ]);
  });
});
