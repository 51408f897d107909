import type { Drive } from './drive';
import { allMet, isCaseMet, judgeGoals, type Figures, type MeasuredCase } from './goals';
import { reportText } from './report';

const drive = (perSecond: number, p95Ms = 10): Drive => ({
  requests: 100,
  perSecond,
  p50Ms: 5,
  p95Ms,
  p99Ms: 20,
  cpuMs: 1,
});
const list = (p95Ms: number): MeasuredCase => ({
  name: 'calls',
  kind: 'list',
  rows: 50,
  ...drive(100, p95Ms),
});
const round = (bare: number, frame: number) => ({
  bare: drive(bare),
  frame: drive(frame),
  inTransaction: drive(frame / 2),
});
const good: Figures = {
  calls: 200_000,
  seedSeconds: 180,
  cases: [list(10), list(50), { ...list(50), kind: 'card' }, { ...list(999), kind: 'detail' }],
  rounds: [round(1_000, 300), round(2_000, 800), round(1_000, 900)],
};

describe('the goals of the api bench', () => {
  it('are met up to the numbers themselves, the frame by the median of its rounds', () => {
    const goals = judgeGoals(good);
    expect(goals.map(({ value }) => value)).toEqual([180, 50, 50, 0.4]);
    expect(allMet(goals)).toBe(true);
  });

  it.each([
    { seedSeconds: 181 },
    { cases: [list(10), list(51)] },
    { cases: [{ ...list(51), kind: 'card' as const }] },
    { rounds: [round(1_000, 399)] },
  ])('are missed by one alone', (worse) => {
    const goals = judgeGoals({ ...good, ...worse });
    expect(goals.filter(({ isMet }) => isMet === false)).toHaveLength(1);
    expect(allMet(goals)).toBe(false);
  });

  it('are neither met nor missed when not measured', () => {
    const goals = judgeGoals({ calls: 0, seedSeconds: null, cases: [], rounds: [] });
    expect(goals.map(({ isMet }) => isMet)).toEqual([null, null, null, null]);
  });

  it('leave single records without one', () => {
    expect(isCaseMet({ kind: 'detail', p95Ms: 999 })).toBe(true);
  });
});

describe('the report of the api bench', () => {
  it('marks each list and each goal', () => {
    const text = reportText({ ...good, cases: [list(50), { ...list(51), name: 'leads' }] });
    expect(text).toMatch(/^calls .*✓$/m);
    expect(text).toMatch(/^leads .*✗$/m);
    expect(text).toMatch(/^✓ +seed, in seconds/m);
    expect(text).toMatch(/^✗ +slowest list/m);
  });
});
