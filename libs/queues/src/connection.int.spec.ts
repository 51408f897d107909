import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createSpecLogger, createTestRedis, type LocalServer } from '@otto/testkit';
import { connectRedis, createRedis, createTransport, redisAddress } from './index';

const logger = createSpecLogger();

/** Sends an id through a queue on this URL and answers what arrived. */
async function roundTrip(url: string): Promise<string[]> {
  const redis = createRedis({ url, name: 'spec', onError: () => undefined });
  await connectRedis(redis);
  const transport = createTransport({ redis, logger });
  const arrived = new Promise<string[]>((resolve) => {
    void transport
      .consume('default', 1, (ids) => Promise.resolve(resolve([...ids])))
      .then((consumer) => {
        void arrived.then(() => consumer.close());
      });
  });
  await transport.deliver('default', ['one']);
  const ids = await arrived;
  await transport.close();
  redis.disconnect();
  return ids;
}

describe('the connection to Redis', () => {
  let server: LocalServer;
  beforeAll(async () => {
    server = await createTestRedis();
  });
  afterAll(() => server.stop());

  const admin = async (...command: [string, ...string[]]) => {
    const redis = createRedis({ url: server.url, name: 'admin', onError: () => undefined });
    await connectRedis(redis);
    const answer = await redis.call(...command);
    redis.disconnect();
    return answer;
  };

  it('is to the configured server: the messages are in its lists, not on port 6379', async () => {
    const redis = createRedis({ url: server.url, name: 'spec', onError: () => undefined });
    await connectRedis(redis);
    const transport = createTransport({ redis, logger });
    await transport.deliver('asr', ['a', 'b']);
    expect(await transport.countWaiting('asr')).toBe(2);
    expect(await admin('LLEN', 'otto:asr:waiting')).toBe(2);
    await transport.close();
    redis.disconnect();
  });

  it('takes a database number', async () => {
    expect(await roundTrip(`${server.url}/2`)).toEqual(['one']);
  });

  it('takes a user and a password with characters that a URL must escape', async () => {
    await admin('ACL', 'SETUSER', 'otto', 'on', '>p:ss/w@rd', '~*', '&*', '+@all');
    const url = server.url.replace('redis://', `redis://otto:${encodeURIComponent('p:ss/w@rd')}@`);
    expect(await roundTrip(url)).toEqual(['one']);
  });

  it('fails clearly at once with a wrong password', async () => {
    await admin('ACL', 'SETUSER', 'careful', 'on', '>right', '~*', '+@all');
    const url = server.url.replace('redis://', 'redis://careful:wrong@');
    const redis = createRedis({ url, name: 'spec', onError: () => undefined });
    await expect(connectRedis(redis)).rejects.toThrow(
      /WRONGPASS|invalid username-password|NOAUTH/i,
    );
    redis.disconnect();
  });

  it('takes an IPv6 address', async () => {
    await admin('CONFIG', 'SET', 'bind', '127.0.0.1 ::1');
    expect(await roundTrip(server.url.replace('127.0.0.1', '[::1]'))).toEqual(['one']);
  });

  it('takes TLS', async () => {
    const dir = mkdtempSync(path.join('/tmp', 'otto-tls-'));
    const key = path.join(dir, 'key.pem');
    const cert = path.join(dir, 'cert.pem');
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
        '-addext',
        'subjectAltName=DNS:localhost,IP:127.0.0.1',
        '-keyout',
        key,
        '-out',
        cert,
      ],
      { stdio: 'ignore' },
    );
    await admin(
      'CONFIG',
      'SET',
      'tls-cert-file',
      cert,
      'tls-key-file',
      key,
      'tls-ca-cert-file',
      cert,
      'tls-auth-clients',
      'no',
      'tls-port',
      String(server.port + 10_000 > 65_000 ? server.port - 10_000 : server.port + 10_000),
    );
    const [, tlsPort] = (await admin('CONFIG', 'GET', 'tls-port')) as string[];
    // The certificate is the spec's own; Node takes it as an authority for this process only.
    const script = `
      const { createRedis, connectRedis } = require('./libs/queues/src/redis');
      const redis = createRedis({ url: 'rediss://localhost:${tlsPort ?? ''}', name: 'tls', onError: console.error });
      connectRedis(redis).then(() => redis.duplicate().ping()).then((pong) => { console.log(pong); process.exit(0); });`;
    const output = execFileSync(process.execPath, ['--import', 'tsx', '-e', script], {
      cwd: path.resolve(__dirname, '../../..'),
      env: { ...process.env, NODE_EXTRA_CA_CERTS: cert },
    });
    expect(output.toString().trim()).toBe('PONG');
    rmSync(dir, { recursive: true, force: true });
  });

  it('is shown without user, password and query', () => {
    expect(redisAddress('rediss://user:secret@redis.internal:6380/1?family=6')).toBe(
      'rediss://redis.internal:6380/1',
    );
  });

  it('costs an idle consumer no command', async () => {
    const redis = createRedis({ url: server.url, name: 'idle', onError: () => undefined });
    await connectRedis(redis);
    const transport = createTransport({ redis, logger });
    const consumer = await transport.consume('shunya', 4, () => Promise.resolve());
    const count = async () => {
      const stats = String(await admin('INFO', 'commandstats'));
      const counted = [...stats.matchAll(/cmdstat_([\w|]+):calls=(\d+)/g)].filter(
        ([, name]) =>
          !['info', 'hello', 'client|setinfo', 'client|setname', 'ping', 'auth', 'select'].includes(
            name ?? '',
          ),
      );
      return counted.reduce((sum, [, , calls]) => sum + Number(calls), 0);
    };
    const before = await count();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect((await count()) - before).toBe(0);
    await consumer.close();
    await transport.close();
    redis.disconnect();
  });
});
