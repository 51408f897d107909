import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '@otto/db';
import { createFileStorage, type Storage } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import {
  connectRedis,
  createEnqueuer,
  createLocks,
  createRedis,
  type Enqueuer,
  type Locks,
} from '@otto/queues';
import {
  createFakeClock,
  createSpecLogger,
  createTestDatabase,
  createTestRedis,
  type FakeClock,
} from '@otto/testkit';
import { createPublish, type LiveParcel, type Publish } from '../live';

/** What use cases are built from, on real servers; jobs are written and nobody works on them. */
export interface Stage {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly jobs: Enqueuer;
  readonly locks: Locks;
  readonly publish: Publish;
  /** What the front ends have been told. */
  readonly told: readonly LiveParcel[];
  readonly storage: Storage;
  readonly storageDir: string;
  readonly clock: FakeClock;
  readonly logger: Logger;
  readonly redisUrl: string;
  stop(): Promise<void>;
}

export async function createStage(options: { publicUrl?: string } = {}): Promise<Stage> {
  const { database, url, stop } = await createTestDatabase();
  const server = await createTestRedis();
  const redis = createRedis({ url: server.url, name: 'spec', onError: () => undefined });
  await connectRedis(redis);
  const storageDir = await mkdtemp(path.join(tmpdir(), 'otto-storage-'));
  const told: LiveParcel[] = [];
  return {
    database,
    databaseUrl: url,
    jobs: createEnqueuer({ delivers: false, send: () => undefined }),
    locks: createLocks(redis),
    publish: createPublish({
      bus: { send: (_companyId, text) => void told.push(JSON.parse(text)) },
    }),
    told,
    storage: createFileStorage({
      dir: storageDir,
      publicUrl: options.publicUrl ?? 'http://127.0.0.1:9',
      signingKey: 'spec',
    }),
    storageDir,
    clock: createFakeClock('2026-11-24T15:00:00.000Z'),
    logger: createSpecLogger(),
    redisUrl: server.url,
    stop: async () => {
      redis.disconnect();
      await server.stop();
      await stop();
      await rm(storageDir, { recursive: true, force: true });
    },
  };
}
