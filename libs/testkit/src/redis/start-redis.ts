import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import type { LocalServer } from '../server/local-server';
import { freePort } from '../server/free-port';
import { startServerProcess, waitUntilReady } from '../server/server-process';
import { findRedisServer } from './find-redis-server';

export interface RedisOptions {
  /** Working folder for its log and, with appendOnly, its data. */
  readonly dir: string;
  readonly port?: number;
  /** Keeps the data over a restart; otherwise nothing is ever written. */
  readonly appendOnly?: boolean;
  readonly logFile?: string;
  /** Survives Ctrl-C in the terminal; the parent must call stop(). */
  readonly detached?: boolean;
  readonly onProgress?: (line: string) => void;
}

/** Starts a real Redis on loopback. */
export async function startRedis(options: RedisOptions): Promise<LocalServer> {
  const program = await findRedisServer(options.onProgress);
  mkdirSync(options.dir, { recursive: true });
  const port = options.port ?? (await freePort());
  const settings = {
    bind: '127.0.0.1',
    port: String(port),
    dir: options.dir,
    save: '',
    appendonly: options.appendOnly ? 'yes' : 'no',
    daemonize: 'no',
  };
  const server = await startServerProcess({
    name: 'Redis',
    command: program.command,
    args: Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value]),
    logFile: options.logFile ?? path.join(options.dir, 'redis.log'),
    stopSignal: 'SIGTERM',
    graceMs: 10_000,
    detached: options.detached ?? false,
    ...(program.env ? { env: program.env } : {}),
  });
  await waitUntilReady('Redis', server, () => answersPing(port));
  const { pid, ended, stop } = server;
  return { url: `redis://127.0.0.1:${port}`, port, pid, ended, stop };
}

/** False while the server still loads its data: then it answers with an error. */
function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (isUp: boolean) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.setTimeout(1_000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (answer) => finish(answer.toString().startsWith('+PONG')));
  });
}
