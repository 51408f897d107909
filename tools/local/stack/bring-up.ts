import { mkdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { isPortFree } from '@otto/testkit';
import { files } from './files';
import type { Progress } from './progress';
import { readKeepsakes, writeStack, type Stack } from './stack-file';
import { startSandbox } from './start-sandbox';
import { startDatabase, startQueueServer } from './start-servers';
import type { Supervisor } from './supervisor';

const DEFAULT_WEB_PORT = 8_080;

export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

/** The port that web shall have: PORT, else 8080. */
export function webPort(env: NodeJS.ProcessEnv): number {
  const port = Number(env['PORT'] || DEFAULT_WEB_PORT);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`PORT is wrong: ${env['PORT']} is not a port number`);
}

/** A program that is just ending may hold its port for a moment longer than it is seen. */
const PATIENCE_MS = 1_000;

export async function requireFreePort(port: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += 100) {
    if (await isPortFree(port)) return;
    await wait(100);
  }
  throw new PortTaken(
    `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
  );
}

/** PostgreSQL, Redis and the sandbox, side by side; what they are goes to .local/stack.json. */
export async function bringUpServices(
  env: NodeJS.ProcessEnv,
  supervisor: Supervisor,
  progress: Progress,
): Promise<Stack> {
  mkdirSync(files.logs, { recursive: true });
  mkdirSync(files.storage, { recursive: true });
  const web = `http://127.0.0.1:${webPort(env)}`;
  const keepsakes = readKeepsakes();
  writeStack(keepsakes);
  const deps = { env, keepsakes, supervisor, progress };
  const starting = [
    startDatabase(deps),
    startQueueServer(deps),
    startSandbox({ ...deps, webUrl: web }),
  ] as const;
  await settleAll(starting);
  const [database, redis, sandbox] = await Promise.all(starting);
  const { shunya, clerk } = keepsakes.secrets;
  const stack: Stack = {
    web,
    sandbox: sandbox.url,
    databaseUrl: database.url,
    redisUrl: redis.url,
    storageDir: files.storage,
    shunya: { hmacSecret: shunya.hmacSecret },
    clerk: { webhookSecret: clerk.webhookSecret },
    recordings: sandbox.recordings,
    endpoints: sandbox.endpoints,
    ...keepsakes,
    ports: { postgres: database.port, redis: redis.port, sandbox: sandbox.port },
  };
  writeStack(stack);
  return stack;
}

/** Waits for all of them to settle, so that nothing starts after an error; then throws the first. */
export async function settleAll(promises: readonly Promise<unknown>[]): Promise<void> {
  const settled = await Promise.allSettled(promises);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
