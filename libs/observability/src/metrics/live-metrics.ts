import { Counter, Gauge, type Registry } from 'prom-client';

export function createLiveMetrics(registry: Registry) {
  const registers = [registry];
  const sockets = new Gauge({
    name: 'otto_sockets',
    help: 'Open WebSockets.',
    registers,
  });
  const messages = new Counter({
    name: 'otto_socket_messages_total',
    help: 'Messages to WebSockets: sent, or dropped because the client reads too slowly.',
    labelNames: ['outcome'],
    registers,
  });
  return {
    opened: () => sockets.inc(),
    closed: () => sockets.dec(),
    message: (outcome: 'sent' | 'dropped') => messages.inc({ outcome }),
  };
}
