import { median } from '../../harness/statistics';
import { medianOf, type Figures } from './figures';

export interface JudgedGoal {
  readonly goal: string;
  readonly atLeast: number;
  readonly value: number | undefined;
  readonly isMet: boolean | null;
}

/** All over this many connections. */
const BUSY = 32;

/** What the intake is held to, as ratios within one run. */
export function judgeGoals(figures: Figures): JudgedGoal[] {
  const rate = (subject: Parameters<typeof medianOf>[1]) =>
    medianOf(figures, subject, BUSY, 'perSecond');
  const inserts = median(figures.plainInserts);
  const handler = rate('plain handler');
  const callrail = rate('otto callrail');
  const shunya = rate('otto shunya');
  return [
    judge('callrail: times the rows that plain pg commits', 0.5, ratio(callrail, inserts)),
    judge('shunya: times the rows that plain pg commits', 0.5, ratio(shunya, inserts)),
    judge('callrail: times the plain handler', 3, ratio(callrail, handler)),
    judge('shunya: times the plain handler', 3, ratio(shunya, handler)),
  ];
}

const ratio = (value: number | undefined, base: number | undefined) =>
  value === undefined || !base ? undefined : value / base;

function judge(goal: string, atLeast: number, value: number | undefined): JudgedGoal {
  return { goal, atLeast, value, isMet: value === undefined ? null : value >= atLeast };
}
