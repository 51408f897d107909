/// <reference path="./bee-queue.d.ts" />
import IORedis, { type RedisOptions } from 'ioredis';
import { StartError } from '@otto/observability';
// bee-queue's own script loader: it knows its scripts and their hashes.
import { buildCache } from 'bee-queue/lib/lua';

const isMissingScript = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('NOSCRIPT');

/** Reloads bee-queue's scripts, which a restart, a failover or SCRIPT FLUSH takes away. */
export async function reloadScripts(redis: Redis): Promise<void> {
  await buildCache(redis);
}

export { isMissingScript };

/**
 * The name matters: bee-queue takes a client of ioredis only when its class is called `Redis`, and
 * silently connects to 127.0.0.1:6379 otherwise (bee-queue issue 484).
 */
export class Redis extends IORedis {
  /** bee-queue calls its scripts by hash only; when Redis has lost them, load and try once more. */
  override evalsha = (async (...args: unknown[]) => {
    const callback = typeof args.at(-1) === 'function' ? (args.pop() as Callback) : undefined;
    const send = () => super.call('evalsha', ...(args as [string]));
    const answer = send().catch(async (error: unknown) => {
      if (!isMissingScript(error)) throw error;
      await reloadScripts(this);
      return send();
    });
    if (!callback) return answer;
    return answer.then(
      (value) => callback(null, value),
      (error: unknown) => callback(error),
    );
  }) as IORedis['evalsha'];

  /** What bee-queue calls a pipeline. */
  batch(): ReturnType<IORedis['pipeline']> {
    return this.pipeline();
  }

  /** bee-queue duplicates its client for blocking reads: those wait as long as it takes. */
  override duplicate(override: Partial<RedisOptions> = {}): IORedis {
    const { commandTimeout: _, ...options } = this.options;
    return new IORedis({ ...options, maxRetriesPerRequest: null, lazyConnect: false, ...override });
  }
}

type Callback = (error: unknown, value?: unknown) => void;

export interface RedisSettings {
  readonly url: string;
  /** Shown in CLIENT LIST. */
  readonly name: string;
  /** Called for every connection error; ioredis goes on reconnecting by itself. */
  readonly onError: (error: Error) => void;
}

/**
 * One connection for commands. A command fails after 5 s rather than waiting for a Redis that is
 * away; nothing is lost by that, because PostgreSQL has it. `family: 0` lets IPv6-only private
 * networks (Railway) and IPv4 both work.
 */
export function createRedis({ url, name, onError }: RedisSettings): Redis {
  const redis = new Redis(url, {
    connectionName: name,
    family: 0,
    keepAlive: 10_000,
    connectTimeout: 5_000,
    commandTimeout: 5_000,
    maxRetriesPerRequest: 1,
    lazyConnect: true,
    retryStrategy: (times) => Math.min(2_000, 200 * times),
    // After a failover the old address may still answer, as a replica: connect again.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  });
  // Seven queues and their consumers listen on the one connection they share.
  redis.setMaxListeners(50);
  redis.on('error', onError);
  return redis;
}

/** Connects once, so that a wrong address or password ends the start instead of looping. */
export async function connectRedis(redis: Redis): Promise<void> {
  // ioredis rejects with "Connection is closed." and tells the reason in an event only.
  let reason: Error | undefined;
  const onError = (error: Error) => (reason = error);
  redis.on('error', onError);
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    const { host = 'localhost', port = 6379 } = redis.options;
    const { message } = reason ?? (error as Error);
    throw new StartError(
      `Redis at ${host}:${port} cannot be used (${message}). Check REDIS_URL or UPSTASH_REDIS_URL.`,
      { cause: error },
    );
  } finally {
    redis.off('error', onError);
  }
}

/** The address of a Redis URL without user, password and query, for logs. */
export function redisAddress(url: string): string {
  const { protocol, hostname, port, pathname } = new URL(url);
  return `${protocol}//${hostname}:${port || '6379'}${pathname === '/' ? '' : pathname}`;
}
