import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { isMessageId } from '@otto/queues';
import type { Authenticate, SignedInUser } from '../http/authenticate';
import { problemOf } from '../http/problem-of';
import type { Hub } from './hub';
import { readMessage, type ClientMessage } from './messages';
import { createOutbox } from './outbox';
import { createSubscriptions, type Subscriptions } from './subscriptions';

export interface ClientDeps {
  readonly hub: Hub;
  readonly authenticate: Authenticate;
  readonly maySubscribe: (user: SignedInUser, channel: string) => Promise<boolean>;
}

export interface Client {
  /** Null until it has signed in. */
  readonly user: SignedInUser | null;
  readonly lastSeenAt: number;
  ping(): void;
  close(code: number, reason: string): void;
}

/** Close codes of DOMAIN 8. */
export const CLOSE = { refused: 1008, failed: 1011, shutdown: 1013 } as const;

const SIGN_IN_MS = 5_000;
const MAX_CHANNELS = 50;
const CONTROLS_PER_MINUTE = 10;

/** One connection, from its sign-in to its end. */
export function serveClient(
  socket: WebSocket,
  token: string | null,
  { hub, authenticate, maySubscribe }: ClientDeps,
): Client {
  let user: SignedInUser | null = null;
  let subscriptions: Subscriptions | null = null;
  let leave: (() => void) | null = null;
  let isClosed = false;
  let lastSeenAt = Date.now();
  let controls: number[] = [];
  const outbox = createOutbox(socket, (dropped) => droppedNotice(user, dropped));
  const say = (message: object): void => outbox.push(JSON.stringify(message));
  const close = (code: number, reason: string): void => socket.close(code, reason);
  const timers = [setTimeout(() => close(CLOSE.refused, 'NOT_SIGNED_IN'), SIGN_IN_MS)];

  const signIn = async (bearer: string): Promise<void> => {
    const signedIn = await authenticate(`Bearer ${bearer}`);
    const followed = createSubscriptions(signedIn, outbox.push);
    const stop = await hub.join(signedIn.companyId, followed.take);
    if (isClosed) return stop();
    timers.splice(0).forEach(clearTimeout);
    [user, subscriptions, leave] = [signedIn, followed, stop];
    const leftMs = signedIn.signedInUntil.getTime() - Date.now();
    timers.push(setTimeout(() => close(CLOSE.refused, 'TOKEN_EXPIRED'), Math.max(0, leftMs)));
    say({
      type: 'welcome',
      connection_id: randomUUID(),
      tenant_id: signedIn.companyId,
      user_id: signedIn.id,
      ts: new Date().toISOString(),
    });
  };

  const subscribe = async (
    message: Extract<ClientMessage, { type: 'subscribe' }>,
    signedIn: SignedInUser,
    followed: Subscriptions,
  ): Promise<void> => {
    const { channel, last_event_id: lastId } = message;
    const result = { type: 'subscribe_result', channel };
    if (followed.size >= MAX_CHANNELS) return say({ ...result, success: false, error: 'too_many' });
    if (!(await maySubscribe(signedIn, channel))) {
      return say({ ...result, success: false, error: 'denied' });
    }
    followed.add(channel);
    const isAsked = lastId !== undefined && isMessageId(lastId);
    const replay = isAsked
      ? await hub.since(signedIn.companyId, lastId)
      : { events: [], isComplete: lastId === undefined };
    say({ ...result, success: true, replay_complete: replay.isComplete });
    followed.caughtUp(channel, replay.events);
  };

  const isTooFast = (): boolean => {
    const now = Date.now();
    controls = [...controls.filter((at) => at > now - 60_000), now].slice(-CONTROLS_PER_MINUTE - 1);
    return controls.length > CONTROLS_PER_MINUTE;
  };

  const obey = async (raw: string): Promise<void> => {
    const message = readMessage(raw);
    if (!user || !subscriptions) {
      if (message?.type !== 'auth') return close(CLOSE.refused, 'NOT_SIGNED_IN');
      return signIn(message.token);
    }
    if (message?.type === 'pong') return;
    if (isTooFast()) return say({ type: 'error', code: 'rate_limited' });
    if (message?.type === 'subscribe') return subscribe(message, user, subscriptions);
    if (message?.type === 'ping') return say({ type: 'pong', ts: new Date().toISOString() });
    if (message?.type !== 'unsubscribe') return say({ type: 'error', code: 'invalid_json' });
    subscriptions.remove(message.channel);
    say({ type: 'unsubscribe_result', channel: message.channel, success: true });
  };

  const fail = (error: unknown): void => {
    const { status, code } = problemOf(error);
    if (user) return say({ type: 'error', code: 'server_error' });
    close(status < 500 ? CLOSE.refused : CLOSE.failed, code);
  };

  // One after the other, in the order in which they came.
  let work = token === null ? Promise.resolve() : signIn(token).catch(fail);
  socket.on('message', (data) => {
    lastSeenAt = Date.now();
    const raw = Buffer.isBuffer(data) ? data.toString('utf8') : '';
    work = work.then(() => obey(raw)).catch(fail);
  });
  socket.on('pong', () => (lastSeenAt = Date.now()));
  // What ws cannot read ends the connection; there is nothing else to do about it.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isClosed = true;
    timers.forEach(clearTimeout);
    leave?.();
  });

  return {
    get user() {
      return user;
    },
    get lastSeenAt() {
      return lastSeenAt;
    },
    ping() {
      socket.ping();
      say({ type: 'ping', ts: new Date().toISOString() });
    },
    close,
  };
}

function droppedNotice(user: SignedInUser | null, dropped: number): string {
  return JSON.stringify({
    version: '1',
    event: 'system.buffer_dropped',
    ts: new Date().toISOString(),
    severity: 'warn',
    trace_id: null,
    tenant_id: user?.companyId ?? null,
    data: { dropped },
  });
}
