import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { LocalServer } from '../server/local-server';
import { testRunDir } from '../server/test-run-dir';
import { startRedis } from './start-redis';

/** A Redis of the spec file's own, empty and without persistence; stop() also removes its folder. */
export async function createTestRedis(
  options: { port?: number; appendOnly?: boolean } = {},
): Promise<LocalServer> {
  const dir = mkdtempSync(path.join(testRunDir(), 'redis-'));
  const server = await startRedis({ ...options, dir });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
