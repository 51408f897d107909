import type { Figures } from './figures';
import { ratio } from './ratio';

export interface Goal {
  readonly goal: string;
  /** Undefined when the run did not measure it. */
  readonly value: number | undefined;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface JudgedGoal extends Goal {
  readonly isMet: boolean | null;
}

/** The numbers that the engine is held to, as ratios within one run wherever there is a peer. */
export function judgeGoals(figures: Figures): JudgedGoal[] {
  const p50 = figures.median('latency.p50', 'otto');
  const p99 = figures.median('latency.p99', 'otto');
  const goals: Goal[] = [
    {
      goal: 'drain at 50: times graphile-worker at its defaults',
      value: ratio(figures, 'drain.50', 'graphile'),
      atLeast: 4,
    },
    {
      goal: 'drain at 50: times BullMQ',
      value: ratio(figures, 'drain.50', 'bullmq'),
      atLeast: 0.5,
    },
    {
      goal: 'bulk enqueue: times BullMQ',
      value: ratio(figures, 'enqueue.bulk', 'bullmq'),
      atLeast: 1.5,
    },
    {
      goal: 'pick-up p50: times as quick as BullMQ',
      value: ratio(figures, 'latency.p50', 'bullmq'),
      atLeast: 1.5,
    },
    { goal: 'pick-up p99: times its p50', value: p50 && p99 && p99 / p50, atMost: 3 },
    { goal: 'crash to rerun, s', value: figures.median('recovery', 'otto'), atMost: 15 },
    { goal: 'idle worker, MB', value: figures.median('memory.worker', 'otto'), atMost: 170 },
    { goal: 'idle beat, MB', value: figures.median('memory.beat', 'otto'), atMost: 80 },
  ];
  return goals.map((goal) => ({ ...goal, isMet: judge(goal) }));
}

function judge({ value, atLeast = -Infinity, atMost = Infinity }: Goal): boolean | null {
  return value === undefined ? null : value >= atLeast && value <= atMost;
}
