import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Metrics } from '@otto/observability';
import type { Authenticate, SignedInUser } from '../http/authenticate';
import { problemOf } from '../http/problem-of';
import { droppedNotice } from './dropped-notice';
import type { Hub } from './hub';
import { readMessage, type ClientMessage } from './messages';
import { createOutbox } from './outbox';
import { createSession, type SessionDeps } from './session';
import { createSubscriptions } from './subscriptions';

export interface ClientDeps extends Pick<SessionDeps, 'maySubscribe'> {
  readonly hub: Hub;
  readonly metrics: Pick<Metrics['live'], 'message'>;
  readonly authenticate: Authenticate;
  readonly signInMs: number;
  /** The role or the access of whom the connection is may have changed. */
  readonly onUserChanged: () => void;
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

interface SignedIn {
  readonly user: SignedInUser;
  readonly obey: (message: ClientMessage | null) => Promise<void>;
  readonly leave: () => void;
}

/** One connection, from its sign-in to its end. */
export function serveClient(socket: WebSocket, token: string | null, deps: ClientDeps): Client {
  let signedIn: SignedIn | null = null;
  let lastSeenAt = Date.now();
  const close = (code: number, reason: string): void => socket.close(code, reason);
  let end = setTimeout(() => close(CLOSE.refused, 'NOT_SIGNED_IN'), deps.signInMs);
  const outbox = createOutbox(socket, {
    describeDropped: (dropped) => droppedNotice(signedIn?.user, dropped),
    count: deps.metrics.message,
  });
  const say = (message: object): void => outbox.push(JSON.stringify(message));

  const enter = async (bearer: string): Promise<void> => {
    const entered = await signIn(bearer, deps, { say, push: outbox.push });
    if (socket.readyState !== socket.OPEN) return entered.leave();
    signedIn = entered;
    clearTimeout(end);
    const leftMs = entered.user.signedInUntil.getTime() - Date.now();
    end = setTimeout(() => close(CLOSE.refused, 'TOKEN_EXPIRED'), Math.max(0, leftMs));
    say(welcome(entered.user));
  };

  const take = async (raw: string): Promise<void> => {
    const message = readMessage(raw);
    if (signedIn) return signedIn.obey(message);
    if (message?.type === 'auth') return enter(message.token);
    close(CLOSE.refused, 'NOT_SIGNED_IN');
  };

  const fail = (error: unknown): void => {
    const { status, code } = problemOf(error);
    if (signedIn) say({ type: 'error', code: 'server_error' });
    else close(status < 500 ? CLOSE.refused : CLOSE.failed, code);
  };

  // One after the other, in the order in which they came.
  let work = token === null ? Promise.resolve() : enter(token).catch(fail);
  socket.on('message', (data) => {
    lastSeenAt = Date.now();
    const raw = Buffer.isBuffer(data) ? data.toString('utf8') : '';
    work = work.then(() => take(raw)).catch(fail);
  });
  socket.on('pong', () => (lastSeenAt = Date.now()));
  // What ws cannot read ends the connection; there is nothing else to do about it.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearTimeout(end);
    signedIn?.leave();
  });

  return {
    get user() {
      return signedIn?.user ?? null;
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

async function signIn(
  bearer: string,
  { hub, authenticate, maySubscribe, onUserChanged }: ClientDeps,
  out: { readonly say: (message: object) => void; readonly push: (text: string) => void },
): Promise<SignedIn> {
  const user = await authenticate(`Bearer ${bearer}`);
  const subscriptions = createSubscriptions(user, out.push);
  const leave = await hub.join(user.companyId, (event) => {
    subscriptions.take(event);
    if (event.changedUserId === user.id) onUserChanged();
  });
  const obey = createSession({ user, subscriptions, hub, maySubscribe, say: out.say });
  return { user, obey, leave };
}

const welcome = (user: SignedInUser) => ({
  type: 'welcome',
  connection_id: randomUUID(),
  tenant_id: user.companyId,
  user_id: user.id,
  ts: new Date().toISOString(),
});
