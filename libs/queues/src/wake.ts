import type { Logger } from '@otto/observability';
import type { HandOver } from './enqueue';
import type { Redis } from './redis';

const CHANNEL = 'otto:jobs:wake';

/** For processes that write jobs but do not carry them (beat, tools): tells the relays to look. */
export function createWaker({ redis, logger }: { redis: Redis; logger: Logger }): HandOver {
  return {
    delivers: false,
    send: () => {
      redis.publish(CHANNEL, '').catch((error: unknown) => {
        logger.warn('the relays could not be woken; they look by themselves every second', {
          error,
        });
      });
    },
  };
}

/** Calls `onWake` whenever a waker has written jobs. */
export async function listenForWakes(subscriber: Redis, onWake: () => void): Promise<void> {
  subscriber.on('message', onWake);
  await subscriber.subscribe(CHANNEL);
}
