import { tenantChannel } from '@otto/domain';
import { isLater } from '@otto/queues';
import type { SignedInUser } from '../http/authenticate';
import type { Incoming } from './hub';

export interface Subscriptions {
  readonly size: number;
  has(channel: string): boolean;
  /** Follows the channel; what comes meanwhile waits until `caughtUp`. */
  add(channel: string): void;
  /** Sends what was missed, then what has come meanwhile, each once. */
  caughtUp(channel: string, missed: readonly Incoming[]): void;
  remove(channel: string): void;
  take(event: Incoming): void;
}

/** The channels that one client follows, and which events it may see in them. */
export function createSubscriptions(
  user: SignedInUser,
  push: (text: string) => void,
): Subscriptions {
  /** By channel what waits for its replay; null once that is done. */
  const followed = new Map<string, Incoming[] | null>();
  const ofTenant = tenantChannel(user.companyId);

  /** In the channel of the company, a rep sees what is about records of their own. */
  const isFor = (channel: string, { channels, repIds }: Incoming): boolean =>
    channels.includes(channel) &&
    (channel !== ofTenant || user.role !== 'sales_rep' || repIds.includes(user.id));

  return {
    get size() {
      return followed.size;
    },
    has: (channel) => followed.has(channel),
    add: (channel) => void followed.set(channel, []),
    caughtUp(channel, missed) {
      const meanwhile = followed.get(channel) ?? [];
      if (followed.has(channel)) followed.set(channel, null);
      const seen = missed.filter((event) => isFor(channel, event));
      const last = missed.at(-1)?.id;
      const rest = meanwhile.filter(({ id }) => last === undefined || isLater(id, last));
      for (const { text } of [...seen, ...rest]) push(text);
    },
    remove: (channel) => void followed.delete(channel),
    take(event) {
      const channels = event.channels.filter(
        (channel) => followed.has(channel) && isFor(channel, event),
      );
      if (channels.some((channel) => followed.get(channel) === null)) return push(event.text);
      const [waiting] = channels;
      if (waiting !== undefined) followed.get(waiting)?.push(event);
    },
  };
}
