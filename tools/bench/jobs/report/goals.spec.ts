import { createFigures } from './figures';
import { judgeGoals } from './goals';
import { ratio } from './ratio';

const goal = (figures: ReturnType<typeof createFigures>, name: RegExp) =>
  judgeGoals(figures).find((judged) => name.test(judged.goal));

describe('the ratios of the bench', () => {
  it('compare medians, so that one bad round decides nothing', () => {
    const figures = createFigures();
    for (const value of [4_000, 10, 4_200]) figures.add('drain.50', 'otto', value);
    for (const value of [1_000, 990, 1_010]) figures.add('drain.50', 'graphile', value);
    expect(ratio(figures, 'drain.50', 'graphile')).toBe(4);
    expect(goal(figures, /graphile/)).toMatchObject({ value: 4, isMet: true });
  });

  it('are above 1 where Otto takes less time', () => {
    const figures = createFigures();
    figures.add('latency.p50', 'otto', 2);
    figures.add('latency.p50', 'bullmq', 3);
    expect(ratio(figures, 'latency.p50', 'bullmq')).toBe(1.5);
  });

  it('have no value where a peer took too long', () => {
    const figures = createFigures();
    figures.add('recovery', 'otto', 11);
    figures.add('recovery', 'graphile', null);
    expect(ratio(figures, 'recovery', 'graphile')).toBeUndefined();
  });
});

describe('the goals of the bench', () => {
  it('are neither met nor missed when not measured', () => {
    expect(judgeGoals(createFigures()).every(({ isMet }) => isMet === null)).toBe(true);
  });

  it('miss what took longer than it may', () => {
    const figures = createFigures();
    figures.add('recovery', 'otto', 16);
    expect(goal(figures, /crash/)?.isMet).toBe(false);
  });

  it('hold p99 against p50', () => {
    const figures = createFigures();
    figures.add('latency.p50', 'otto', 2);
    figures.add('latency.p99', 'otto', 7);
    expect(goal(figures, /p99/)).toMatchObject({ value: 3.5, isMet: false });
  });
});
