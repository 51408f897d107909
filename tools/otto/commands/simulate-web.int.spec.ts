import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createTestDatabase, createTestRedis, freePort, type TestDatabase } from '@otto/testkit';
import { createDemoCompanies, officeNumbers, type DemoCompany } from '../../local/demo-data';
import { createDemoSecrets } from '../../local/demo-secrets';
import { seedDemoData } from '../../local/seed';
import { appEnv } from '../../local/stack/app-env';
import type { Stack } from '../../local/stack/stack-file';
import { CLERK_EVENTS } from '../../sandbox/clerk/change-directory';
import { simulations } from '../../sandbox/simulations';
import type { Told } from '../../sandbox/simulations/tell';
import { startSandbox, type Sandbox } from '../../sandbox/start-sandbox';

jest.setTimeout(60_000);

const ROOT = path.join(__dirname, '../../..');

let test: TestDatabase;
let redis: Awaited<ReturnType<typeof createTestRedis>>;
let sandbox: Sandbox;
let web: ChildProcess;
const companies = createDemoCompanies();

beforeAll(async () => {
  [test, redis] = await Promise.all([createTestDatabase(), createTestRedis()]);
  const secrets = createDemoSecrets();
  const webUrl = `http://127.0.0.1:${await freePort()}`;
  const { shunya, clerk } = secrets;
  sandbox = await startSandbox({ port: 0, webUrl, companies, shunya, clerk });
  await seedDemoData(test.url, secrets.encryptionKey, companies);
  web = await startWeb({
    companies,
    secrets,
    shunya,
    clerk,
    web: webUrl,
    sandbox: sandbox.url,
    endpoints: sandbox.endpoints,
    databaseUrl: test.url,
    redisUrl: redis.url,
    storageDir: '/nowhere',
    ports: { postgres: 0, redis: 0, sandbox: sandbox.port },
    recordings: { booked: '', unbooked: '', serviceNotOffered: '', unqualified: '' },
  });
});
afterAll(async () => {
  await sandbox.close();
  const ended = once(web, 'close');
  web.kill('SIGKILL');
  await ended;
  await redis.stop();
  await test.stop();
});

/** The web service itself, in a process of its own. */
async function startWeb(stack: Stack): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/web/src/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...appEnv(stack) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => /\bready\b/.test(String(chunk)) && resolve());
    child.once('close', () => reject(new Error('web has ended before it was ready')));
  });
  return child;
}

interface Answer {
  readonly webhooks: readonly Told[];
}

interface Request {
  readonly companyId?: string | undefined;
  readonly [field: string]: unknown;
}

async function simulate(name: string, request: Request = {}): Promise<Answer> {
  const answer = await fetch(`${sandbox.url}/simulate/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  expect([name, answer.status]).toEqual([name, 200]);
  return (await answer.json()) as Answer;
}

/** A text that Otto has sent by Twilio. */
async function sendText({ companyId }: Request): Promise<void> {
  const company = companies.find(({ id }) => id === companyId) ?? companies[0];
  const { twilio, smsNumber } = company as DemoCompany;
  const user = Buffer.from(`${twilio.accountSid}:${twilio.authToken}`).toString('base64');
  const url = `${sandbox.endpoints.TWILIO_API_BASE_URL}/2010-04-01/Accounts/${twilio.accountSid}/Messages.json`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Basic ${user}` },
    body: new URLSearchParams({ To: '+12125550123', From: smsNumber, Body: 'Hello' }),
  });
  expect(answer.status).toBe(201);
}

/** What has to be there before some of them. */
const ring = ({ companyId }: Request) => simulate('voice', { companyId });
const before: Record<string, (request: Request) => Promise<unknown>> = {
  'call-modified': (request) => simulate('pre-call', request),
  'sms-status': sendText,
  'dial-status': ring,
  'call-status': ring,
  recording: ring,
};

const received = async () => {
  const [row] = await test.database.sql.query<{ count: number }>(
    `select count(*)::int as count from deliveries d
     where status = 'received' and exists (select from jobs where payload ->> 'deliveryId' = d.id::text)`,
  );
  return row?.count ?? -1;
};

const requests: [string, Request][] = [
  ...simulations.map(({ name }): [string, Request] => [name, {}]),
  ...simulations.map(({ name }): [string, Request] => [name, { companyId: 'org_rival' }]),
  ['missed-call', { provider: 'twilio' }],
  ...['rag/indexed', 'training/status', 'followup/draft', 'analysis/complete'].map(
    (event): [string, Request] => ['uwc-event', { event }],
  ),
  ...CLERK_EVENTS.map((type): [string, Request] => ['clerk-event', { type }]),
];

it.each(requests)('web takes what the sandbox sends as %s %j', async (name, request) => {
  await before[name]?.(request);
  const countBefore = await received();
  const { webhooks } = await simulate(name, request);
  expect(webhooks.length).toBeGreaterThan(0);
  for (const { status, text } of webhooks) {
    expect(status).toBe(200);
    expect(text).toMatch(/^(\{"status":"accepted"\}|<\?xml[^]*<Response)/);
  }
  expect((await received()) - countBefore).toBe(webhooks.length);
});

it('puts a call at Twilio through to the office of the company', async () => {
  const { webhooks } = await simulate('voice');
  expect(webhooks[0]?.text).toContain(`>${officeNumbers['org_demo']}</Number>`);
});
