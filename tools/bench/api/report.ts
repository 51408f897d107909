import { table } from '../../otto/table';
import type { Drive } from './drive';
import {
  frameRatio,
  isCaseMet,
  judgeGoals,
  P95_GOALS,
  type Figures,
  type JudgedGoal,
} from './goals';

const HEADINGS = ['', 'rows', 'requests/s', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU ms', ''];

/** The tables that people read. */
export function reportText(figures: Figures): string {
  const cases = figures.cases.map((one) => [
    one.name,
    one.rows,
    ...columns(one),
    P95_GOALS[one.kind] === null ? '' : mark(isCaseMet(one)),
  ]);
  const frame = figures.rounds.flatMap(({ bare, frame: through, inTransaction }, index) => [
    [`bare Express route, round ${index + 1}`, null, ...columns(bare), ''],
    ['  constant through the frame', null, ...columns(through), ''],
    ['  the same in a transaction', null, ...columns(inTransaction), ''],
  ]);
  const goals = judgeGoals(figures).map((goal) => [
    verdict(goal),
    goal.goal,
    goal.limit,
    number(goal.value),
  ]);
  const inTransaction = frameRatio(figures.rounds, 'inTransaction');
  const seeded = figures.seedSeconds;
  return [
    ...(seeded === null ? [] : [`${figures.calls} calls seeded in ${seeded.toFixed(1)} s`, '']),
    table(HEADINGS, [...cases, ...frame]),
    '',
    table(['', 'goal', 'limit', 'value'], goals),
    ...(inTransaction === undefined
      ? []
      : [`  (with a transaction that asks for nothing: ${number(inTransaction)} times)`]),
  ].join('\n');
}

const columns = ({ perSecond, p50Ms, p95Ms, p99Ms, cpuMs }: Drive) =>
  [perSecond, p50Ms, p95Ms, p99Ms, cpuMs].map(number);

const mark = (isMet: boolean): string => (isMet ? '✓' : '✗');
const verdict = ({ isMet }: JudgedGoal): string => (isMet === null ? '-' : mark(isMet));

/** Three digits that matter. */
function number(value: number | undefined): string {
  if (value === undefined) return '-';
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
