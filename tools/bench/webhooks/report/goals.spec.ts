import type { Figures, Measured, SubjectName } from './figures';
import { judgeGoals } from './goals';

const drive = (subject: SubjectName, perSecond: number, connections = 32): Measured => ({
  subject,
  connections,
  perSecond,
  p50Ms: 1,
  p95Ms: 2,
  p99Ms: 3,
  cpuPer1000: 0.2,
  accepted: 10,
  rows: 10,
});
const values = (figures: Figures) => judgeGoals(figures).map(({ value, isMet }) => [value, isMet]);

describe('the goals of the webhook bench', () => {
  it('compare medians over 32 connections', () => {
    const figures = {
      drives: [
        ...[100, 3_000, 3_200].map((rate) => drive('otto callrail', rate)),
        drive('otto callrail', 9_999, 1),
        drive('otto shunya', 2_000),
        drive('plain handler', 1_000),
      ],
      plainInserts: [6_000, 5_000, 7_000],
    };
    expect(values(figures)).toEqual([
      [0.5, true],
      [1 / 3, false],
      [3, true],
      [2, false],
    ]);
  });

  it('are neither met nor missed when not measured', () => {
    expect(values({ drives: [], plainInserts: [] })).toEqual(Array(4).fill([undefined, null]));
  });
});
