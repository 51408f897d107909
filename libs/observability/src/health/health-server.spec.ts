import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createMetrics } from '../metrics/create-metrics';
import { startHealthServer } from './health-server';
import { createReadiness } from './readiness';

describe('the health server', () => {
  async function start(answersOfDatabase: () => Promise<unknown>) {
    const readiness = createReadiness([answersOfDatabase]);
    const metrics = createMetrics('worker');
    metrics.queues.watch(async () => [
      { queue: 'asr', status: 'queued', count: 3, oldestSeconds: 7 },
      { queue: 'asr', status: 'dead', count: 1, oldestSeconds: 90 },
    ]);
    const parts = { database: answersOfDatabase, queues: async () => [{ queue: 'asr' }] };
    const server = await startHealthServer({ service: 'worker', readiness, parts, metrics }, 0);
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const get = async (path: string) => {
      const answer = await fetch(`${base}${path}`);
      return { status: answer.status, text: await answer.text() };
    };
    const stop = async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    };
    return { get, stop, readiness, metrics };
  }

  it('tells each part with its detail while all is well', async () => {
    const { get, stop } = await start(async () => undefined);
    expect(await get('/health')).toEqual({ status: 200, text: '{"status":"healthy"}' });
    expect(await get('/health/ready')).toEqual({ status: 200, text: '{"status":"ready"}' });
    const { status, text } = await get('/health/detailed');
    expect([status, JSON.parse(text)]).toEqual([
      200,
      {
        status: 'healthy',
        service: 'worker',
        uptimeSeconds: expect.any(Number),
        parts: {
          database: { ok: true, ms: expect.any(Number) },
          queues: { ok: true, ms: expect.any(Number), detail: [{ queue: 'asr' }] },
        },
      },
    ]);
    expect((await get('/other')).status).toBe(404);
    await stop();
  });

  it('lives, but is neither ready nor well without its database, and tells no message of it', async () => {
    const { get, stop } = await start(async () => {
      throw Object.assign(new Error('password of otto@db.internal'), { code: 'ECONNREFUSED' });
    });
    expect((await get('/health/live')).status).toBe(200);
    expect((await get('/health/ready')).status).toBe(503);
    const { status, text } = await get('/health/detailed');
    expect(status).toBe(503);
    expect(JSON.parse(text).parts.database).toMatchObject({ ok: false, error: 'ECONNREFUSED' });
    expect(text).not.toContain('db.internal');
    await stop();
  });

  it('is not ready once the service stops', async () => {
    const { get, stop, readiness } = await start(async () => undefined);
    readiness.stop();
    expect((await get('/health/ready')).status).toBe(503);
    expect(JSON.parse((await get('/health/detailed')).text).status).toBe('stopping');
    await stop();
  });

  it('shows what was counted and the queues as they are', async () => {
    const { get, stop, metrics } = await start(async () => undefined);
    metrics.jobs.ended({ task: 'calls.x', outcome: 'dead', seconds: 2 });
    metrics.providers.called({ vendor: 'shunya', endpoint: 'a', status: 503, ms: 40 });
    metrics.providers.breaker('shunya', true);
    metrics.beat.settled({ schedule: 's', outcome: 'fired', lateMs: 11_000 });
    const { text } = await get('/metrics');
    for (const line of [
      'otto_jobs_total{task="calls.x",outcome="dead",service="worker"} 1',
      'otto_queue_jobs{queue="asr",status="queued",service="worker"} 3',
      'otto_queue_oldest_seconds{queue="asr",service="worker"} 7',
      'otto_provider_calls_total{vendor="shunya",endpoint="a",outcome="5xx",service="worker"} 1',
      'otto_provider_breakers_open{vendor="shunya",service="worker"} 1',
      'otto_beat_ticks_late_total{schedule="s",service="worker"} 1',
    ])
      expect(text).toContain(line);
    expect(text).toMatch(/process_resident_memory_bytes\{service="worker"\} \d+/);
    await stop();
  });
});
