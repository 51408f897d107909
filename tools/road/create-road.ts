import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '@otto/db';
import {
  createAdvanceJob,
  createCallrailAccounts,
  createPollShunyaJob,
  createPublish,
  createProcessShunyaWebhook,
  createReceiveDelivery,
  createRecordCallrailEvent,
  createStoreRecording,
  createSubmitRecording,
} from '@otto/domain';
import { createFileStorage, createHttpClient, createShunyaClient, seal } from '@otto/integrations';
import { createLocks, tasks } from '@otto/queues';
import {
  createEngine,
  createSpecLogger,
  createTestDatabase,
  createTestRedis,
  TEST_ENCRYPTION_KEY,
  type SpecHandlers,
} from '@otto/testkit';
import type { DemoCompany } from '../local/demo-data';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox';
import { demoCompany, testConfig } from '../sandbox/testing/test-config';
import { createIntake } from './intake';

export interface Road {
  readonly companyId: string;
  readonly database: Database;
  readonly sandbox: Sandbox;
  /** Resolves when a job has ended, well or not. */
  nextJob(): Promise<unknown>;
  close(): Promise<void>;
}

/** The whole road in one process: sandbox, intake, engine and use cases on servers of their own. */
export async function createRoad(): Promise<Road> {
  const [intake, redis, { database, url, stop }] = await Promise.all([
    createIntake(),
    createTestRedis(),
    createTestDatabase(),
  ]);
  await seedDemo(database, demoCompany);
  const sandbox = await startSandbox(testConfig(intake.url, { shunya: { resultDelayMs: 20 } }));
  const engine = await createEngine({ databaseUrl: url, redisUrl: redis.url });
  const dir = await mkdtemp(path.join(tmpdir(), 'otto-road-'));
  const storage = createFileStorage({ dir, publicUrl: intake.url, signingKey: 'spec' });
  const progress = new EventEmitter().setMaxListeners(100);
  const { jobs } = engine;
  intake.use({
    receive: createReceiveDelivery({ database, jobs }),
    storage,
    companyId: demoCompany.id,
  });
  const locks = createLocks(engine.redis);
  const handlers = createHandlers({ database, storage, jobs, locks, sandboxUrl: sandbox.url });
  await engine.startWorker({
    tasks,
    handlers: reporting(handlers, progress),
    queues: { default: 4, asr: 4, shunya: 4, uwc: 4 },
  });
  return {
    companyId: demoCompany.id,
    database,
    sandbox,
    nextJob: () => once(progress, 'ended'),
    close: async () => {
      await sandbox.close();
      await engine.stop();
      await Promise.all([intake.close(), stop(), redis.stop()]);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

type HandlerDeps = Pick<
  Parameters<typeof createStoreRecording>[0],
  'database' | 'storage' | 'jobs'
> & { readonly locks: ReturnType<typeof createLocks>; readonly sandboxUrl: string };

function createHandlers({ sandboxUrl, ...base }: HandlerDeps): SpecHandlers {
  const logger = createSpecLogger();
  const http = (vendor: string) => createHttpClient({ vendor, timeoutMs: 10_000, logger });
  const shunya = createShunyaClient({
    baseUrl: `${sandboxUrl}/shunya`,
    jwtSecret: 'jwt-secret',
    hmacSecret: 'hmac-secret',
    version: 'v1',
    http: http('shunya'),
  });
  const publish = createPublish({ bus: { send: () => undefined } });
  const deps = { ...base, shunya, publish, clock: { now: () => new Date() }, logger };
  const advanceJob = createAdvanceJob(deps);
  const callrailAccounts = createCallrailAccounts({
    database: base.database,
    baseUrl: `${sandboxUrl}/callrail`,
    encryptionKeys: TEST_ENCRYPTION_KEY,
    http: http('callrail'),
  });
  const recordingHosts = [new URL(sandboxUrl).host];
  return {
    'calls.record-callrail-event': createRecordCallrailEvent(deps),
    'calls.store-recording': createStoreRecording({ ...deps, recordingHosts, callrailAccounts }),
    'calls.submit-recording': createSubmitRecording(deps),
    'shunya.poll-job': createPollShunyaJob({ advanceJob }),
    'shunya.process-webhook': createProcessShunyaWebhook({ ...deps, advanceJob }),
  };
}

function reporting(handlers: SpecHandlers, progress: EventEmitter): SpecHandlers {
  const entries = Object.entries(handlers).map(([name, handle]) => {
    const reported: SpecHandlers[string] = (payload, job) =>
      handle(payload, job).finally(() => setImmediate(() => progress.emit('ended')));
    return [name, reported] as const;
  });
  return Object.fromEntries(entries);
}

async function seedDemo(database: Database, company: DemoCompany): Promise<void> {
  const { id, name, timezone, callrail, trackingNumber: e164 } = company;
  await database.asSystem(async ({ db }) => {
    await db.company.create({ data: { id, name, timezone } });
    await db.phoneNumber.create({
      data: { companyId: id, e164, kind: 'tracking', provider: 'callrail' },
    });
    await db.companyIntegration.create({
      data: {
        companyId: id,
        provider: 'callrail',
        accountRef: callrail.accountId,
        webhookToken: callrail.token,
        credentialsEnc: seal(TEST_ENCRYPTION_KEY, JSON.stringify({ apiKey: callrail.apiKey })),
      },
    });
  });
}
