import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A network between a program and its server, with the faults that networks have. */
export interface TcpProxy {
  readonly port: number;
  /** Drops all that open connections carry, without closing them: both ends believe in them. */
  freeze(): void;
  /** Leads connections made from now on to another server. */
  leadTo(port: number): void;
  stop(): Promise<void>;
}

/** Passes TCP connections on to a loopback port. */
export async function createTcpProxy(targetPort: number): Promise<TcpProxy> {
  let target = targetPort;
  const pairs = new Set<readonly [Socket, Socket]>();

  const server = createServer({ noDelay: true }, (from) => {
    const to = connect({ port: target, host: '127.0.0.1', noDelay: true });
    const pair = [from, to] as const;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    from.pipe(to);
    to.pipe(from);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => {
      for (const [from, to] of pairs) {
        for (const socket of [from.unpipe(to), to.unpipe(from)]) socket.pause();
      }
    },
    leadTo: (port) => {
      target = port;
    },
    stop: async () => {
      for (const sockets of pairs) for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
