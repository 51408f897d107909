import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from 'commander';
import { createDatabase } from '@otto/db';
import { freePort, seedCompany } from '@otto/testkit';
import { startLoad } from '../../deploy/rolling/start-load';
import { services, startCommand, type ServiceName } from '../../deploy/services';
import { printJson } from '../../otto/table';
import { workspaceRoot } from '../harness/paths';
import { createProgress } from '../harness/progress';
import { residentMemory } from '../harness/resident-memory';
import { startServers, type BenchServers } from '../harness/servers';
import { startService, type Service } from '../harness/service';
import { untilInterrupted } from '../harness/until-interrupted';
import { createShunyaSender } from '../webhooks/senders/shunya';
import type { Sender } from '../webhooks/senders/sender';
import { allMet, goalLines, type Figure } from './goals';
import { untilJobsEnded } from './until-jobs-ended';

interface MemoryOptions {
  readonly json?: boolean;
  readonly idleSeconds: number;
  readonly loadSeconds: number;
}

/** Idle is a service that has worked: before its first request and job it lacks half its code. */
const WARM_UP_SECONDS = 3;
const SECRET = randomBytes(16).toString('hex');
const KEY = randomBytes(32).toString('base64');

export function addMemoryBench(program: Command): void {
  program
    .command('memory')
    .description('resident memory of the built web, worker and beat, idle and after load')
    .option('--json', 'print the results as JSON')
    .option(
      '--idle-seconds <n>',
      'how long they idle, after their first jobs, before they are measured',
      Number,
      20,
    )
    .option(
      '--load-seconds <n>',
      'signed webhooks and their jobs; 0 for none, 600 for the goal',
      Number,
      0,
    )
    .action(measure);
}

async function measure(options: MemoryOptions): Promise<void> {
  for (const { name } of services) {
    const main = path.join(workspaceRoot, 'dist/apps', name, 'main.js');
    if (!existsSync(main)) throw new Error(`build ${name} first: npm run build`);
  }
  const servers = await startServers(process.env, createProgress());
  try {
    const figures = await untilInterrupted(run(servers, options));
    if (options.json) printJson(figures);
    else console.log(goalLines(figures).join('\n'));
    if (!allMet(figures)) process.exitCode = 1;
  } finally {
    await servers.stop();
  }
}

async function run(servers: BenchServers, options: MemoryOptions): Promise<Figure[]> {
  const port = await freePort();
  const started: [ServiceName, Service][] = [];
  try {
    for (const service of services) {
      const [, main = ''] = startCommand(service).split(' ');
      const env = { ...service.variables, ...(await environment(servers, port)) };
      started.push([service.name, await startService([path.join(workspaceRoot, main)], env)]);
    }
    const sender = await createSender(servers);
    await send(sender, port, WARM_UP_SECONDS);
    await untilJobsEnded(servers.databaseUrl);
    const memory = () => Promise.all(started.map(([, { pid }]) => residentMemory(pid)));
    await wait(options.idleSeconds * 1_000);
    const idle = await memory();
    if (options.loadSeconds > 0) await send(sender, port, options.loadSeconds);
    const busy = options.loadSeconds > 0 ? await memory() : [];
    return started.map(([service], index) => ({
      service,
      idleMb: idle[index] ?? NaN,
      busyMb: busy[index] ?? null,
    }));
  } finally {
    for (const [, service] of started) await service.stop();
  }
}

async function environment({ databaseUrl, redisUrl }: BenchServers, port: number) {
  return {
    ENVIRONMENT: 'production',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    PORT: String(port),
    HEALTH_PORT: String(await freePort()),
    ENCRYPTION_KEY: KEY,
    CLERK_ISSUER: 'http://127.0.0.1:9',
    UWC_HMAC_SECRET: SECRET,
    UWC_API_KEY: SECRET,
    STORAGE_SIGNING_KEY: SECRET,
  };
}

async function createSender({ databaseUrl }: BenchServers): Promise<Sender> {
  const database = createDatabase({ url: databaseUrl, poolMax: 2, name: 'bench-seed' });
  const company = await seedCompany(database, { encryptionKeys: KEY });
  await database.close();
  return createShunyaSender({ companyId: company.id, secret: SECRET });
}

async function send(sender: Sender, port: number, seconds: number): Promise<void> {
  const running = startLoad(sender, 8, () => [`http://127.0.0.1:${port}`]);
  await wait(seconds * 1_000);
  const { answers, sent } = await running.stop();
  if (answers['200'] !== sent) throw new Error(`not all were accepted: ${JSON.stringify(answers)}`);
}
