import { isMessageId } from '@otto/queues';
import type { SignedInUser } from '../http/authenticate';
import type { Hub, Replay } from './hub';
import type { ClientMessage } from './messages';
import type { Subscriptions } from './subscriptions';

const MAX_CHANNELS = 50;
const CONTROLS_PER_MINUTE = 10;
const MINUTE_MS = 60_000;

export interface SessionDeps {
  readonly user: SignedInUser;
  readonly subscriptions: Subscriptions;
  readonly hub: Hub;
  readonly maySubscribe: (user: SignedInUser, channel: string) => Promise<boolean>;
  readonly say: (message: object) => void;
}

/** What a client that has signed in may say; null is what nobody understands. */
export function createSession(deps: SessionDeps): (message: ClientMessage | null) => Promise<void> {
  const { subscriptions, say } = deps;
  let controls: number[] = [];

  const isTooFast = (): boolean => {
    const now = Date.now();
    const recent = controls.filter((at) => at > now - MINUTE_MS);
    controls = [...recent, now].slice(-CONTROLS_PER_MINUTE - 1);
    return controls.length > CONTROLS_PER_MINUTE;
  };

  return async (message) => {
    if (message?.type === 'pong') return;
    if (isTooFast()) return say({ type: 'error', code: 'rate_limited' });
    switch (message?.type) {
      case 'subscribe':
        return subscribe(deps, message.channel, message.last_event_id);
      case 'unsubscribe':
        subscriptions.remove(message.channel);
        return say({ type: 'unsubscribe_result', channel: message.channel, success: true });
      case 'ping':
        return say({ type: 'pong', ts: new Date().toISOString() });
      default:
        return say({ type: 'error', code: 'invalid_json' });
    }
  };
}

async function subscribe(deps: SessionDeps, channel: string, lastId?: string): Promise<void> {
  const { user, subscriptions, hub, maySubscribe, say } = deps;
  const result = { type: 'subscribe_result', channel };
  const wasFollowed = subscriptions.has(channel);
  if (!wasFollowed && subscriptions.size >= MAX_CHANNELS) {
    return say({ ...result, success: false, error: 'too_many' });
  }
  if (!(await maySubscribe(user, channel))) {
    return say({ ...result, success: false, error: 'denied' });
  }
  // Followed before the past is read, so that nothing falls between the two.
  subscriptions.add(channel);
  const replay = await missedSince(lastId, (id) => hub.since(user.companyId, id)).catch(
    (error: unknown) => {
      if (wasFollowed) subscriptions.caughtUp(channel, []);
      else subscriptions.remove(channel);
      throw error;
    },
  );
  say({ ...result, success: true, replay_complete: replay.isComplete });
  subscriptions.caughtUp(channel, replay.events);
}

async function missedSince(
  lastId: string | undefined,
  since: (id: string) => Promise<Replay>,
): Promise<Replay> {
  if (lastId !== undefined && isMessageId(lastId)) return since(lastId);
  return { events: [], isComplete: lastId === undefined };
}
