import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClock } from '@otto/config';
import { createSqlPool, type SqlPool } from '@otto/db/sql';
import { freePort } from '@otto/testkit';
import { createDemoCompanies, type DemoCompany } from '../local/demo-data';
import { createDemoSecrets } from '../local/demo-secrets';
import { seedDemoData } from '../local/seed';
import { appEnv } from '../local/stack/app-env';
import type { Told } from '../sandbox/simulations/tell';
import { startSandbox, type Sandbox } from '../sandbox/start-sandbox';
import { startAppProcess, type AppProcess } from './app-process';
import type { AppName, BundledApps } from './bundle-apps';
import { startTime, type SimulatedTime } from './simulated-time';

export interface StageOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly apps: BundledApps;
  readonly onLine?: (app: AppName, line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Stage {
  readonly companies: readonly DemoCompany[];
  readonly sandbox: Sandbox;
  readonly sql: SqlPool;
  now(): Date;
  /** From now on the services go by a time of their own, so many times as fast at most. */
  startTime(from: Date, speed: number): Promise<SimulatedTime>;
  start(app: AppName, env?: NodeJS.ProcessEnv): Promise<AppProcess>;
  /** Lets a provider tell web of something; throws when web did not take it. */
  simulate(event: string, request: object): Promise<Simulated>;
  /** The numbers texted, one entry a text that Twilio took. */
  texted(phone: string): readonly SentText[];
  stop(): Promise<void>;
}

export interface Simulated {
  readonly webhooks: readonly Told[];
  readonly from?: string;
  readonly callSid?: string;
}

export interface SentText {
  readonly at: string;
  readonly body: string;
}

/** The real services as processes, on a migrated, empty database and a Redis of the stage's own. */
export async function createStage(options: StageOptions): Promise<Stage> {
  const { databaseUrl, redisUrl, apps } = options;
  const companies = createDemoCompanies();
  const secrets = createDemoSecrets();
  const { shunya, clerk } = secrets;
  const web = `http://127.0.0.1:${await freePort()}`;
  const storageDir = await mkdtemp(path.join(tmpdir(), 'otto-stage-'));
  const clockFile = path.join(storageDir, 'clock.json');
  const { now } = createClock(clockFile);
  const config = { port: 0, webUrl: web, companies, shunya, clerk };
  const sandbox = await startSandbox({ ...config, twilio: { statusDelayMs: 20 } }, now);
  await seedDemoData(databaseUrl, secrets.encryptionKey, companies);
  const sql = createSqlPool({
    url: databaseUrl,
    max: 3,
    name: `stage-${randomBytes(3).toString('hex')}`,
  });
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    ...appEnv({
      companies,
      secrets,
      shunya,
      clerk,
      web,
      sandbox: sandbox.url,
      endpoints: sandbox.endpoints,
      databaseUrl,
      redisUrl,
      storageDir,
      ports: { postgres: 0, redis: 0, sandbox: sandbox.port },
      recordings: { booked: '', unbooked: '', serviceNotOffered: '', unqualified: '' },
    }),
    OTTO_CLOCK: clockFile,
    ...options.env,
  };
  const running = new Set<AppProcess>();
  let time: SimulatedTime | null = null;
  return {
    companies,
    sandbox,
    sql,
    now,
    startTime: async (from, speed) => {
      time = await startTime({ sql, clockFile, from, speed });
      return time;
    },
    start: async (app, more = {}) => {
      const started = await startAppProcess(apps.main(app), { ...env, ...more }, (line) =>
        options.onLine?.(app, line),
      );
      running.add(started);
      return started;
    },
    simulate: (event, request) => simulate(sandbox, event, request),
    texted: (phone) => [...sandbox.outbox.read({ to: phone, channel: 'sms' })].reverse(),
    stop: async () => {
      await time?.stop();
      await Promise.all([...running].map((app) => app.kill()));
      await sandbox.close();
      await sql.close();
      await rm(storageDir, { recursive: true, force: true });
    },
  };
}

async function simulate(sandbox: Sandbox, event: string, request: object): Promise<Simulated> {
  const answer = await fetch(`${sandbox.url}/simulate/${event}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  if (answer.status !== 200) {
    throw new Error(`the sandbox answered ${answer.status} to ${event}: ${await answer.text()}`);
  }
  const simulated = (await answer.json()) as Simulated;
  const refused = simulated.webhooks.find(({ status }) => status !== null && status >= 300);
  if (refused) throw new Error(`web answered ${refused.status} to ${refused.event}`);
  return simulated;
}
