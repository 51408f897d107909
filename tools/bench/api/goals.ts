import { median } from '../harness/statistics';
import type { CaseKind } from './cases';
import type { Drive } from './drive';

export interface MeasuredCase extends Drive {
  readonly name: string;
  readonly kind: CaseKind;
  /** Rows in the first answer; null for single records. */
  readonly rows: number | null;
}

/** Requests a second of one round. */
export interface FrameRound {
  readonly bare: Drive;
  /** A constant that needs no rows. */
  readonly frame: Drive;
  /** The same in a transaction of the caller's company that asks for nothing. */
  readonly inTransaction: Drive;
}

export interface Figures {
  /** Null when nothing was seeded. */
  readonly seedSeconds: number | null;
  readonly calls: number;
  readonly cases: readonly MeasuredCase[];
  readonly rounds: readonly FrameRound[];
}

/** p95 in ms; single records that are no contact cards have none. */
export const P95_GOALS: Readonly<Record<CaseKind, number | null>> = {
  list: 50,
  card: 50,
  detail: null,
};
/** Of the seed, for 200,000 calls. */
const SEED_SECONDS = 180;
const FRAME_RATIO = 0.4;

export interface JudgedGoal {
  readonly goal: string;
  readonly limit: string;
  readonly value: number | undefined;
  /** Null when it was not measured. */
  readonly isMet: boolean | null;
}

export const isCaseMet = ({ kind, p95Ms }: Pick<MeasuredCase, 'kind' | 'p95Ms'>): boolean =>
  p95Ms <= (P95_GOALS[kind] ?? Infinity);

/** What the API is held to; frame and bare route are compared within each round. */
export function judgeGoals({ cases, rounds, seedSeconds }: Figures): JudgedGoal[] {
  const slowest = (kind: CaseKind): number | undefined => {
    const all = cases.filter((one) => one.kind === kind).map(({ p95Ms }) => p95Ms);
    return all.length === 0 ? undefined : Math.max(...all);
  };
  return [
    atMost('seed, in seconds', SEED_SECONDS, seedSeconds ?? undefined),
    atMost('slowest list, p95 in ms', P95_GOALS.list ?? NaN, slowest('list')),
    atMost('contact card, p95 in ms', P95_GOALS.card ?? NaN, slowest('card')),
    frameGoal(frameRatio(rounds, 'frame')),
  ];
}

/** How many times the requests of the bare route; the median of the rounds. */
export const frameRatio = (
  rounds: readonly FrameRound[],
  subject: 'frame' | 'inTransaction',
): number | undefined =>
  median(rounds.map((round) => round[subject].perSecond / round.bare.perSecond));

export const allMet = (goals: readonly JudgedGoal[]): boolean =>
  goals.every(({ isMet }) => isMet !== false);

const atMost = (goal: string, most: number, value: number | undefined): JudgedGoal => ({
  goal,
  limit: `at most ${most}`,
  value,
  isMet: value === undefined ? null : value <= most,
});

const frameGoal = (value: number | undefined): JudgedGoal => ({
  goal: 'a constant through the frame: times the bare Express route',
  limit: `at least ${FRAME_RATIO}`,
  value,
  isMet: value === undefined ? null : value >= FRAME_RATIO,
});
