import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  createTestDatabase,
  createTestRedis,
  freePort,
  TEST_ENCRYPTION_KEY,
  type LocalServer,
  type TestDatabase,
} from '@otto/testkit';
import { services } from '../services';
import { replayDockerfile, type Replay } from './replay';

jest.setTimeout(240_000);

describe('the images that the Dockerfile makes', () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'otto-images-'));
  let images: Map<string, Replay>;
  let test: TestDatabase;
  let redis: LocalServer;

  beforeAll(async () => {
    images = replayDockerfile({ dir, targets: services.map(({ name }) => name) });
    test = await createTestDatabase();
    redis = await createTestRedis();
  });
  afterAll(async () => {
    await redis.stop();
    await test.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  async function boot(name: string, command?: readonly string[]) {
    const image = images.get(name)!;
    const [program, ...args] = command ?? image.command;
    const own = services.find((service) => service.name === name)!.variables;
    const child = spawn(program === 'node' ? process.execPath : program!, args, {
      cwd: image.workdir,
      env: {
        ...image.env,
        ...own,
        ENVIRONMENT: 'production',
        DATABASE_URL: test.url,
        REDIS_URL: redis.url,
        PORT: String(await freePort()),
        HEALTH_PORT: String(await freePort()),
        ENCRYPTION_KEY: TEST_ENCRYPTION_KEY,
        CLERK_ISSUER: 'http://127.0.0.1:1/clerk',
        UWC_HMAC_SECRET: 'secret',
        UWC_API_KEY: 'secret',
        STORAGE_SIGNING_KEY: 'secret',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const ended = once(child, 'close').then(([code]) => code as number | null);
    const isReady = new Promise<boolean>((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (data: Buffer) => {
          output += data.toString();
          if (/\bready"/.test(output)) resolve(true);
        });
      }
      void ended.then(() => resolve(false));
    });
    return { child, ended, isReady, output: () => output };
  }

  it.each(services.map(({ name }) => name))(
    '%s starts from what its image holds, and ends with 0 on SIGTERM',
    async (name) => {
      const service = await boot(name);
      const isReady = await service.isReady;
      service.child.kill('SIGTERM');
      expect([isReady, await service.ended, service.output()]).toEqual([
        true,
        0,
        expect.any(String),
      ]);
    },
  );

  it('web migrates from its image', async () => {
    const migration = await boot('web', ['node', 'dist/apps/web/migrate.js']);
    expect(await migration.ended).toBe(0);
    expect(migration.output()).toBe('0 migrations applied\n');
  });

  it('hold neither sources nor the packages of development', () => {
    const image = images.get('web')!;
    const has = (file: string) => existsSync(path.join(image.workdir, file));
    expect(
      ['apps', 'libs', 'node_modules', 'dist/apps/web/node_modules/typescript'].map(has),
    ).toEqual([false, false, false, false]);
    expect(has('dist/apps/web/node_modules/pg')).toBe(true);
  });
});
