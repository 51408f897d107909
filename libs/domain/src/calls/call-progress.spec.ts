import { progressAfter, stageOf, type CallNews, type CallProgress } from './call-progress';

const receivedAt = new Date('2026-11-24T12:10:00Z');
const startedAt = new Date('2026-11-24T12:00:00Z');
const news = (part: Partial<CallNews>): CallNews => ({
  stage: 'ended',
  answered: null,
  startedAt,
  durationSeconds: null,
  receivedAt,
  ...part,
});
const ringing = news({ stage: 'ringing', answered: false, durationSeconds: 0 });
const routed = (answered: boolean) => news({ stage: 'routed', answered });
const ended = (answered: boolean | null) =>
  news({ stage: 'ended', answered, durationSeconds: 184 });
const modified = (answered: boolean, durationSeconds: number | null) =>
  news({ stage: 'modified', answered, durationSeconds });
const after = (...events: CallNews[]) =>
  events.reduce<CallProgress | null>(progressAfter, null) as CallProgress;

describe('progressAfter', () => {
  it.each([
    ['a ringing phone', [ringing], 'incoming'],
    ['a phone that was picked up', [ringing, routed(true)], 'answered'],
    ['a phone that nobody picked up', [ringing, routed(false)], 'missed'],
    ['an answered call that is over', [ringing, routed(true), ended(true)], 'completed'],
    ['a call that ended unanswered', [ringing, ended(false)], 'missed'],
    ['a voicemail behind a routing that says answered', [routed(true), ended(false)], 'missed'],
    ['a routing that missed who picked up later', [routed(false), ended(true)], 'completed'],
    ['a lost end, made up for by a change', [routed(true), modified(true, 184)], 'completed'],
    ['a tag set while the phone rings', [ringing, modified(false, 0)], 'incoming'],
    ['an end that does not say who answered', [ringing, ended(null)], 'completed'],
  ] as const)('%s', (_name, events, status) => {
    expect(after(...events).status).toBe(status);
  });

  it('takes nothing from a pre-call but the time', () => {
    expect(after(ringing)).toEqual({
      status: 'incoming',
      startedAt,
      durationSeconds: null,
      endedAt: null,
    });
  });

  it('ends the call its length after its start', () => {
    expect(after(ended(true)).endedAt).toEqual(new Date('2026-11-24T12:03:04Z'));
  });

  it('without a length, a call was over when the news came', () => {
    expect(after(news({ answered: false, startedAt: null })).endedAt).toEqual(receivedAt);
  });

  it('comes to the same state in every order and with every event twice', () => {
    const pool = [
      ringing,
      routed(true),
      routed(false),
      ended(true),
      ended(false),
      news({
        stage: 'ended',
        answered: true,
        startedAt: null,
        receivedAt: new Date('2026-11-24T12:20:00Z'),
      }),
      modified(true, 190),
      modified(false, 0),
    ];
    for (let mask = 1; mask < 1 << pool.length; mask += 1) {
      const events = pool.filter((_, index) => mask & (1 << index)).slice(0, 4);
      const outcomes = permutations(events).map((order) =>
        JSON.stringify(after(...order, ...order)),
      );
      expect(new Set(outcomes).size).toBe(1);
    }
  });

  it('never goes from over back to under way', () => {
    for (const late of [ringing, routed(true), routed(false), modified(false, 0)]) {
      expect(after(ended(true), late).status).toBe('completed');
      expect(after(ended(false), late).status).toBe('missed');
    }
  });
});

describe('stageOf', () => {
  it('knows the new and the old names of events', () => {
    expect(
      [
        'pre-call',
        'call.incoming',
        'routing-complete',
        'post-call',
        'call.completed',
        'call-modified',
      ].map(stageOf),
    ).toEqual(['ringing', 'ringing', 'routed', 'ended', 'ended', 'modified']);
    expect(stageOf('text-received')).toBeNull();
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [
      item,
      ...rest,
    ]),
  );
}
