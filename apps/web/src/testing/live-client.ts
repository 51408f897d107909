import { WebSocket } from 'ws';
import type { LiveProcess } from './live-stage';

type Message = Record<string, unknown>;

/** A client that keeps what it gets, pings aside. */
export function connect(
  process: LiveProcess,
  token?: string,
  options: { readonly inProtocol?: boolean; readonly path?: string } = {},
) {
  const url = `ws://127.0.0.1:${process.port}${options.path ?? '/ws'}`;
  const socket =
    token !== undefined && options.inProtocol
      ? new WebSocket(url, ['otto', token])
      : new WebSocket(
          url,
          token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } },
        );
  const got: Message[] = [];
  const waiting: {
    readonly fits: (message: Message) => boolean;
    readonly done: (m: Message) => void;
  }[] = [];
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Message;
    if (message['type'] === 'ping') return;
    got.push(message);
    waiting.filter(({ fits }) => fits(message)).forEach(({ done }) => done(message));
  });
  const closed = new Promise<readonly [number, string]>((done) =>
    socket.on('close', (code, reason) => done([code, reason.toString()])),
  );
  const until = (fits: (message: Message) => boolean): Promise<Message> => {
    const known = got.find(fits);
    if (known) return Promise.resolve(known);
    return new Promise((done) => waiting.push({ fits, done }));
  };
  const say = (message: object | string) =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  const subscribe = async (channel: string, lastId?: string): Promise<Message> => {
    say({ type: 'subscribe', channel, last_event_id: lastId });
    return until((one) => one['type'] === 'subscribe_result' && one['channel'] === channel);
  };
  const welcome = () => until(({ type }) => type === 'welcome');
  const event = (key: string) => until((one) => one['key'] === key);
  const keys = () => got.flatMap(({ key }) => (typeof key === 'string' ? [key] : []));
  return { socket, got, closed, until, say, subscribe, welcome, event, keys };
}
