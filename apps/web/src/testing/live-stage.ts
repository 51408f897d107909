import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPublish, type LiveEvent } from '@otto/domain';
import { createMetrics, type Metrics } from '@otto/observability';
import { connectRedis, createLiveBus, createRedis, type LiveBus, type Redis } from '@otto/queues';
import {
  createSpecLogger,
  createTestDatabase,
  createTestRedis,
  seedCompany,
  type SeededCompany,
} from '@otto/testkit';
import { createAdmit, createAuthenticate } from '../http/authenticate';
import { serveLive, type LiveServer } from '../live/live-server';
import { seedSampleRecords } from './sample-records';
import { createSpecSessions, type TokenOptions } from './spec-sessions';

const PING_MS = 50;
const quiet = () => undefined;
const logger = createSpecLogger();

/** A web process as far as sockets are concerned. */
export interface LiveProcess {
  readonly port: number;
  readonly bus: LiveBus;
  readonly live: LiveServer;
  readonly metrics: Metrics;
}

/** Two web processes over a database and a Redis of their own, and two companies. */
export async function createLiveStage() {
  const test = await createTestDatabase();
  const { database } = test;
  const redisServer = await createTestRedis();
  const [demo, rival] = [await seedCompany(database), await seedCompany(database)];
  const records = await seedSampleRecords(database, demo);
  const sessions = createSpecSessions();
  const redises: Redis[] = [];
  const stops: (() => Promise<unknown>)[] = [];

  const startProcess = async (signInMs = 5_000, pingMs = PING_MS): Promise<LiveProcess> => {
    const redis = createRedis({ url: redisServer.url, name: 'spec', onError: quiet });
    await connectRedis(redis);
    redises.push(redis);
    const bus = createLiveBus({ redis, logger });
    const server = createServer();
    const metrics = createMetrics('web');
    const live = serveLive(server, {
      database,
      bus,
      authenticate: createAuthenticate({ database, verifySession: sessions.verify }),
      admit: createAdmit({ database }),
      logger,
      metrics: metrics.live,
      pingMs,
      signInMs,
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    stops.push(async () => {
      await live.close();
      bus.close();
      server.close();
      await once(server, 'close');
    });
    return { port: (server.address() as AddressInfo).port, bus, live, metrics };
  };
  const [first, second] = [await startProcess(), await startProcess()];
  const send = createPublish({ bus: first.bus });
  let events = 0;

  return {
    database,
    demo,
    rival,
    leadId: records['lead_id'] ?? '',
    callId: records['call_id'] ?? '',
    first,
    second,
    startProcess,
    send,
    tokenOf: (role: keyof SeededCompany['users'], company = demo, options: TokenOptions = {}) =>
      sessions
        .bearer(company.users[role], { companyId: company.id, ...options })
        .replace('Bearer ', ''),
    /** Publishes in a transaction of the company; answers with the event's key. */
    async publish(event: Partial<LiveEvent> = {}, company = demo, fail = false): Promise<string> {
      const key = `event-${(events += 1)}`;
      await database.withTenant(company.id, async (tx) => {
        send(tx, { event: 'lead.updated', data: {}, key, ...event });
        if (fail) throw new Error('rolled back');
      });
      return key;
    },
    async stop() {
      for (const stop of stops) await stop();
      for (const redis of redises) redis.disconnect();
      await redisServer.stop();
      await test.stop();
    },
  };
}

export type LiveStage = Awaited<ReturnType<typeof createLiveStage>>;
