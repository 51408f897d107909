import path from 'node:path';
import { freePort } from '@otto/testkit';
import { bundleProgram } from '../../harness/bundle';
import { startService } from '../../harness/service';
import type { Subject, SubjectOptions } from './subject';

export const PLAIN_PATH = '/webhooks/callrail/post-call';

/** What most would write first, to compare with: `plain-handler-main.ts`. */
export async function startPlainHandler(options: SubjectOptions): Promise<Subject> {
  const main = await bundleProgram(path.join(__dirname, 'plain-handler-main.ts'), 'plain-handler');
  const port = await freePort();
  const service = await startService([main], {
    DATABASE_URL: options.databaseUrl,
    REDIS_URL: options.redisUrl,
    CALLRAIL_KEY: options.callrailKey,
    PORT: String(port),
  });
  return { pid: service.pid, url: `http://127.0.0.1:${port}`, stop: () => service.stop() };
}
