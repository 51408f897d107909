import type { Logger } from '@otto/observability';
import type { Redis } from './redis';

/** What is kept of each tenant's messages for those that were away for a moment. */
const KEPT_MESSAGES = 1_000;
const KEPT_MS = 3_600_000;

/** A message with its place in the order of its tenant's. */
export interface LiveMessage {
  readonly id: string;
  readonly text: string;
}

export interface Replay {
  readonly messages: readonly LiveMessage[];
  /** False when some after the id asked for are no longer kept. */
  readonly isComplete: boolean;
}

export interface LiveBus {
  /** Hands the message to every process that listens to the tenant. Never throws. */
  send(companyId: string, text: string): void;
  /** What the tenant was sent after the message with this id. */
  since(companyId: string, id: string): Promise<Replay>;
  /** Calls `take` for each message of the tenant from now on, until the returned function is called. */
  listen(companyId: string, take: (message: LiveMessage) => void): Promise<() => void>;
  close(): void;
}

interface Listeners {
  readonly takers: Set<(message: LiveMessage) => void>;
  readonly isListening: Promise<unknown>;
}

/** Stores and publishes in one step, so that the order is the same for readers of both. */
const SEND = `
  local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'm', ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  redis.call('PUBLISH', ARGV[4], id .. ' ' .. ARGV[2])`;

const streamOf = (companyId: string): string => `live:stream:${companyId}`;
const channelOf = (companyId: string): string => `live:channel:${companyId}`;

/** Live events between processes: at most once, in order, the last of each tenant kept for an hour. */
export function createLiveBus({ redis, logger }: { redis: Redis; logger: Logger }): LiveBus {
  const listeners = new Map<string, Listeners>();
  let subscriber: ReturnType<Redis['duplicate']> | null = null;

  const connected = () => {
    if (subscriber) return subscriber;
    // The check would send INFO, which a connection that has begun to subscribe refuses.
    subscriber = redis.duplicate({ enableReadyCheck: false });
    subscriber.on('error', (error) => logger.warn('redis', { error: error.message }));
    subscriber.on('message', (channel: string, published: string) => {
      const end = published.indexOf(' ');
      const message = { id: published.slice(0, end), text: published.slice(end + 1) };
      for (const take of listeners.get(channel)?.takers ?? []) take(message);
    });
    return subscriber;
  };

  return {
    send(companyId, text) {
      redis
        .eval(SEND, 1, streamOf(companyId), KEPT_MESSAGES, text, KEPT_MS, channelOf(companyId))
        .catch((error: unknown) => logger.warn('a live event is lost', { companyId, error }));
    },
    async since(companyId, id) {
      const stream = streamOf(companyId);
      const [first] = await redis.xrange(stream, '-', '+', 'COUNT', 1);
      const found = await redis.xrange(stream, `(${id}`, '+');
      return {
        messages: found.map(([messageId, [, text = '']]) => ({ id: messageId, text })),
        isComplete: first !== undefined && !isLater(first[0], id),
      };
    },
    async listen(companyId, take) {
      const channel = channelOf(companyId);
      const all = listeners.get(channel) ?? {
        takers: new Set(),
        isListening: connected().subscribe(channel),
      };
      all.takers.add(take);
      listeners.set(channel, all);
      await all.isListening.catch((error: unknown) => {
        // The next to ask subscribes anew.
        if (listeners.get(channel) === all) listeners.delete(channel);
        throw error;
      });
      return () => {
        all.takers.delete(take);
        if (all.takers.size > 0 || listeners.get(channel) !== all) return;
        listeners.delete(channel);
        subscriber?.unsubscribe(channel).catch(() => undefined);
      };
    },
    close: () => subscriber?.disconnect(),
  };
}

const ID = /^\d{1,15}-\d{1,15}$/;

/** Whether it could be the id of a message. */
export const isMessageId = (id: string): boolean => ID.test(id);

/** Whether the one message came after the other. */
export function isLater(one: string, other: string): boolean {
  const [time = '', count = ''] = one.split('-');
  const [otherTime = '', otherCount = ''] = other.split('-');
  const span = Number(time) - Number(otherTime);
  return span === 0 ? Number(count) > Number(otherCount) : span > 0;
}
