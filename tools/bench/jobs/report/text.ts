import { table } from '../../../otto/table';
import { CONTENDER_NAMES } from '../contenders';
import type { Figures } from './figures';
import { judgeGoals, type JudgedGoal } from './goals';
import { ratio } from './ratio';

const LABELS: readonly (readonly [RegExp, string])[] = [
  [/^cpu\.(\w+)\.(\w+)$/, 'CPU s per 1,000 jobs, $1 $2'],
  [/^enqueue\.(\w+)$/, 'enqueue $1, jobs/s'],
  [/^drain\.(\w+)$/, 'drain at $1, jobs/s'],
  [/^latency\.(\w+)$/, 'pick-up $1, ms'],
  [/^recovery$/, 'crash to rerun, s'],
  [/^memory\.(\w+)$/, 'idle $1, MB'],
];
const PEERS = CONTENDER_NAMES.filter((name) => name !== 'otto');

/** The tables that people read. */
export function reportText(figures: Figures, maxRecoverySecs: number): string {
  const headings = [
    'median of the rounds',
    ...CONTENDER_NAMES,
    ...PEERS.map((peer) => `x ${peer}`),
  ];
  const cell = (measure: string, name: (typeof CONTENDER_NAMES)[number]) =>
    figures.rounds(measure, name).includes(null)
      ? `> ${maxRecoverySecs}`
      : number(figures.median(measure, name));
  const rows = figures.measures.map((measure) => [
    labelOf(measure),
    ...CONTENDER_NAMES.map((name) => cell(measure, name)),
    ...PEERS.map((peer) => number(ratio(figures, measure, peer))),
  ]);
  const goals = judgeGoals(figures).map((goal) => [
    goal.goal,
    goal.atLeast === undefined ? `at most ${goal.atMost}` : `at least ${goal.atLeast}`,
    number(goal.value),
    verdict(goal),
  ]);
  return [
    table(headings, rows),
    'x peer: how many times as good as the peer Otto is; above 1 it is better.',
    '',
    table(['goal', 'limit', 'value', ''], goals),
  ].join('\n');
}

const labelOf = (measure: string): string => {
  const [pattern, label] = LABELS.find(([candidate]) => candidate.test(measure)) ?? [/^/, ''];
  return measure.replace(pattern, label);
};

const verdict = ({ isMet }: JudgedGoal): string =>
  isMet === null ? 'not measured' : isMet ? 'met' : 'MISSED';

/** Three digits that matter. */
function number(value: number | undefined): string {
  if (value === undefined) return '-';
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
