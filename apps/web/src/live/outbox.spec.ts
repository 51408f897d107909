import { createOutbox } from './outbox';

/** A socket whose network takes nothing until it is told to. */
function stuckSocket() {
  const sent: string[] = [];
  const callbacks: (() => void)[] = [];
  return {
    sent,
    send: (text: string, done: () => void) => {
      sent.push(text);
      callbacks.push(done);
    },
    takeAll: () => {
      while (callbacks.length > 0) callbacks.shift()?.();
    },
  };
}

const count = () => undefined;

describe('an outbox', () => {
  it('sends everything in order to a reader that keeps up', () => {
    const socket = stuckSocket();
    const outbox = createOutbox(socket as never, { describeDropped: String, count });
    const texts = Array.from({ length: 300 }, (_, index) => `m${index}`);
    for (const text of texts) {
      outbox.push(text);
      socket.takeAll();
    }
    expect(socket.sent).toEqual(texts);
  });

  it('drops the oldest for a slow reader, tells and counts how many, and goes on with the newest', () => {
    const counted: string[] = [];
    const socket = stuckSocket();
    const outbox = createOutbox(socket as never, {
      describeDropped: (dropped) => `dropped ${dropped}`,
      count: (outcome) => counted.push(outcome),
    });
    for (let index = 0; index < 300; index += 1) outbox.push(`m${index}`);
    expect(socket.sent).toHaveLength(16);
    socket.takeAll();
    expect(socket.sent.slice(15, 19)).toEqual(['m15', 'dropped 184', 'm200', 'm201']);
    expect(socket.sent.at(-1)).toBe('m299');
    expect(socket.sent).toHaveLength(16 + 1 + 100);
    const times = (outcome: string) => counted.filter((one) => one === outcome).length;
    expect([times('sent'), times('dropped')]).toEqual([117, 184]);
  });
});
