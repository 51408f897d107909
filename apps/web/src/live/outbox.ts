import type { WebSocket } from 'ws';

/** How many messages may wait for a slow reader before the oldest is dropped. */
const MAX_WAITING = 100;
/** Handed to the socket and not yet to the network. */
const MAX_IN_FLIGHT = 16;

export interface Outbox {
  push(text: string): void;
}

/**
 * What a client is to be sent. One that reads slower than events come loses the oldest of them and
 * is told how many; memory for it has an end, and nobody else waits.
 */
export function createOutbox(
  socket: Pick<WebSocket, 'send'>,
  {
    describeDropped,
    count,
  }: {
    readonly describeDropped: (dropped: number) => string;
    readonly count: (outcome: 'sent' | 'dropped') => void;
  },
): Outbox {
  const waiting: string[] = [];
  let inFlight = 0;
  let dropped = 0;

  const write = (text: string): void => {
    inFlight += 1;
    socket.send(text, (error) => {
      if (!error) count('sent');
      inFlight -= 1;
      flush();
    });
  };

  const flush = (): void => {
    while (inFlight < MAX_IN_FLIGHT) {
      const text = dropped > 0 ? takeNotice() : waiting.shift();
      if (text === undefined) return;
      write(text);
    }
  };

  const takeNotice = (): string => {
    const notice = describeDropped(dropped);
    dropped = 0;
    return notice;
  };

  return {
    push(text) {
      waiting.push(text);
      if (waiting.length > MAX_WAITING) {
        waiting.shift();
        dropped += 1;
        count('dropped');
      }
      flush();
    },
  };
}
