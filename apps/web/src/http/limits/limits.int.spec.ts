import request, { type Response } from 'supertest';
import { z } from 'zod';
import { connectRedis, createRedis, type Redis } from '@otto/queues';
import {
  createTestDatabase,
  createTestRedis,
  seedCompany,
  uniqueId,
  type LocalServer,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { createFrameApp } from '../../testing/frame-app';
import { defineRoute } from '../route';
import { createLimits } from './create-limits';
import type { Limits } from './limits';

const settings = {
  userPerMinute: 4,
  tenantPerMinute: 6,
  aiPerMinute: 2,
  webhooksPerMinute: 3,
  refusalsPerMinute: 3,
};

let test: TestDatabase;
let server: LocalServer;
let redis: Redis;

const connect = async (): Promise<Redis> => {
  const client = createRedis({ url: server.url, name: 'spec', onError: () => undefined });
  await connectRedis(client);
  return client;
};

beforeAll(async () => {
  test = await createTestDatabase();
  server = await createTestRedis();
  redis = await connect();
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
  await test.stop();
});

const common = {
  method: 'get',
  roles: ['manager', 'csr', 'sales_rep'],
  resource: 'me',
  docs: { summary: 'A constant' },
  answer: z.object({ fine: z.boolean() }),
  work: () => ({ fine: true }),
} as const;
const routes = [
  defineRoute({ ...common, path: '/api/v1/standard' }),
  defineRoute({ ...common, path: '/api/v1/ai', rate: 'ai' }),
  defineRoute({ ...common, path: '/api/v1/own', rate: { perMinute: 1 } }),
];

/** A company of its own for each spec, so that none counts for another. */
async function frame(limits: Limits = createLimits(settings, redis)) {
  const company: SeededCompany = await seedCompany(test.database);
  const app = createFrameApp(routes, { database: test.database, company, limits });
  const get = (path: string, user = 'csr') =>
    request(app).get(`/api/v1/${path}`).set('Authorization', user);
  const statuses = async (times: number, path: string, user?: string): Promise<number[]> => {
    const all: number[] = [];
    for (let time = 0; time < times; time += 1) all.push((await get(path, user)).status);
    return all;
  };
  return { get, statuses };
}

describe('the limits', () => {
  it('say what is left on every answer', async () => {
    const { get } = await frame();
    const { headers } = await get('standard');
    expect(headers['ratelimit-policy']).toBe('"user";q=4;w=60, "tenant";q=6;w=60');
    expect(headers['ratelimit']).toMatch(/^"user";r=3;t=\d+, "tenant";r=5;t=\d+$/);
    expect((await get('standard')).headers['ratelimit']).toMatch(/^"user";r=2;/);
  });

  it('answer 429 with when to come back, once a user is over theirs', async () => {
    const { get, statuses } = await frame();
    expect(await statuses(4, 'standard')).toEqual([200, 200, 200, 200]);
    const refused: Response = await get('standard');
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.body).toMatchObject({
      type: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
      error_code: 'RATE_LIMITED',
      retry_after: seconds,
    });
    expect(refused.headers['ratelimit']).toMatch(/^"user";r=0;/);
  });

  it('of a company hold for all its users, and the refusals of one take nothing from the others', async () => {
    const { statuses } = await frame();
    expect(await statuses(6, 'standard', 'csr')).toEqual([200, 200, 200, 200, 429, 429]);
    expect(await statuses(3, 'standard', 'manager')).toEqual([200, 200, 429]);
  });

  it('are narrower for AI, and each route may have its own', async () => {
    const { statuses } = await frame();
    expect(await statuses(3, 'ai')).toEqual([200, 200, 429]);
    expect(await statuses(2, 'own', 'manager')).toEqual([200, 429]);
    expect(await statuses(1, 'standard', 'manager')).toEqual([200]);
  });

  it('are those of all processes together', async () => {
    const other = await connect();
    const processes = [createLimits(settings, redis), createLimits(settings, other)];
    const caller = { userId: uniqueId('user'), companyId: uniqueId('org'), address: '::1' };
    const waits: boolean[] = [];
    for (const time of [0, 1, 2, 3, 4, 5]) {
      const limits = processes[time % 2] as Limits;
      const verdict = await limits.take(caller, { rate: 'standard', name: 'x' });
      waits.push(verdict.retryAfterSeconds !== null);
    }
    expect(waits).toEqual([false, false, false, false, true, true]);
    other.disconnect();
  });

  it('shut out for an hour whoever goes on against them', async () => {
    const { get, statuses } = await frame();
    expect(await statuses(8, 'standard')).toEqual([200, 200, 200, 200, 429, 429, 429, 429]);
    const { status, headers } = await get('standard', 'manager');
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(3_500);
  });

  it('count webhooks and drop none', async () => {
    const limits = createLimits(settings, redis);
    const webhook = { companyId: uniqueId('org'), provider: 'callrail' };
    const counts: string[] = [];
    for (let time = 0; time < 5; time += 1) counts.push(await limits.countWebhook(webhook));
    expect(counts).toEqual(['within', 'within', 'within', 'just_over', 'over']);
    expect(await limits.countWebhook({ ...webhook, provider: 'twilio' })).toBe('within');
  });

  it('hold in each process while Redis is away', async () => {
    const lost = createRedis({
      url: 'redis://127.0.0.1:1',
      name: 'lost',
      onError: () => undefined,
    });
    const { statuses } = await frame(createLimits(settings, lost));
    expect(await statuses(5, 'standard')).toEqual([200, 200, 200, 200, 429]);
    lost.disconnect();
  });
});
