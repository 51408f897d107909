import { allMet, judgeGoals, type Figures } from './goals';

const good: Figures = {
  sockets: 2_000,
  tenants: 10,
  events: 100,
  p50Ms: 5,
  p95Ms: 20,
  p99Ms: 250,
  maxMs: 300,
  received: 20_000,
  expected: 20_000,
  idleMb: 100,
  busyMb: 200,
  kbPerSocket: 60,
};

describe('the goals of the sockets bench', () => {
  it('are met up to the numbers themselves', () => {
    expect(allMet(judgeGoals(good))).toBe(true);
  });

  it.each([{ p99Ms: 251 }, { kbPerSocket: 61 }, { received: 19_999 }, { received: 20_001 }])(
    'are missed with %j',
    (worse) => {
      const goals = judgeGoals({ ...good, ...worse });
      expect(goals.filter(({ isMet }) => !isMet)).toHaveLength(1);
      expect(allMet(goals)).toBe(false);
    },
  );
});
