import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import {
  createTestDatabase,
  createTestRedis,
  freePort,
  TEST_ENCRYPTION_KEY,
  type LocalServer,
  type TestDatabase,
} from '@otto/testkit';

jest.setTimeout(60_000);

const ROOT = path.join(__dirname, '../../..');

let test: TestDatabase;
let redis: LocalServer;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  test = await createTestDatabase();
  redis = await createTestRedis();
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await redis.stop();
  await test.stop();
});

function launch(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/web/src/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output.text += chunk.toString()));
  }
  const exit = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const saw = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (pattern.test(output.text)) resolve();
      };
      child.stdout.on('data', look);
      void exit.then(() => reject(new Error(`it ended before ${String(pattern)}: ${output.text}`)));
      look();
    });
  return { child, exit, output, saw };
}

async function startWeb() {
  const port = await freePort();
  const web = launch({
    ENVIRONMENT: 'production',
    DATABASE_URL: test.url,
    REDIS_URL: redis.url,
    PORT: String(port),
    ENCRYPTION_KEY: TEST_ENCRYPTION_KEY,
    CLERK_ISSUER: 'http://127.0.0.1:1/clerk',
    UWC_HMAC_SECRET: 'secret',
    STORAGE_SIGNING_KEY: 'secret',
    DRAIN_SECONDS: '5',
  });
  await web.saw(/"ready"/);
  return { ...web, base: `http://127.0.0.1:${port}`, port };
}

describe('the web process', () => {
  it('serves on IPv4 and IPv6, logs one ready line, and ends with 0 on SIGTERM', async () => {
    const web = await startWeb();
    expect(await (await fetch(`${web.base}/health`)).text()).toBe('{"status":"healthy"}');
    expect((await fetch(`${web.base}/health/ready`)).status).toBe(200);
    expect((await fetch(`http://[::1]:${web.port}/health`)).status).toBe(200);
    web.child.kill('SIGTERM');
    expect(await web.exit).toBe(0);
    const lines = web.output.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.filter((line) => line.message === 'ready')).toMatchObject([
      { service: 'web', port: web.port },
    ]);
    expect(web.output.text).toContain('Connected to redis://127.0.0.1:');
  });

  it('answers what is under way before it ends', async () => {
    const web = await startWeb();
    const upload = httpRequest(`${web.base}/webhooks/shunya`, {
      method: 'POST',
      headers: { 'content-length': '2' },
    });
    const answered = once(upload, 'response');
    upload.write('{');
    await once(upload, 'socket');
    await web.saw(/ready/);
    expect((await fetch(`${web.base}/health`)).status).toBe(200);
    web.child.kill('SIGTERM');
    await web.saw(/"stopping"/);
    upload.end('}');
    const [response] = await answered;
    expect(response.statusCode).toBe(401);
    response.resume();
    expect(await web.exit).toBe(0);
  });

  it('ends at once on a second signal, and with 1', async () => {
    const web = await startWeb();
    const hanging = httpRequest(`${web.base}/webhooks/shunya`, {
      method: 'POST',
      headers: { 'content-length': '2' },
    });
    hanging.on('error', () => undefined);
    hanging.write('{');
    await once(hanging, 'socket');
    expect((await fetch(`${web.base}/health`)).status).toBe(200);
    web.child.kill('SIGTERM');
    await web.saw(/"stopping"/);
    web.child.kill('SIGTERM');
    expect(await web.exit).toBe(1);
  });

  it('names everything that is missing and ends with 1 when it is not configured', async () => {
    const web = launch({});
    expect(await web.exit).toBe(1);
    await expect(web.saw(/never/)).rejects.toThrow(
      /DATABASE_URL is missing[^]*ENCRYPTION_KEY is missing/,
    );
  });

  it('is not ready without Redis, and ready again when Redis is back', async () => {
    const web = await startWeb();
    await redis.stop();
    const ready = async () => (await fetch(`${web.base}/health/ready`)).status;
    expect(await ready()).toBe(503);
    expect((await fetch(`${web.base}/health`)).status).toBe(200);
    redis = await createTestRedis({ port: Number(new URL(redis.url).port) });
    const deadline = Date.now() + 10_000;
    while ((await ready()) !== 200 && Date.now() < deadline);
    expect(await ready()).toBe(200);
    web.child.kill('SIGTERM');
    expect(await web.exit).toBe(0);
  });
});
