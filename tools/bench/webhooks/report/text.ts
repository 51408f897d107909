import { table } from '../../../otto/table';
import { median } from '../../harness/statistics';
import type { Settings } from '../run';
import { medianOf, SUBJECTS, type Figures, type Measure } from './figures';
import { judgeGoals, type JudgedGoal } from './goals';

const HEADINGS = [
  'median of the rounds',
  'connections',
  'requests/s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'CPU s per 1,000',
  'rows stored',
];
const COLUMNS: readonly Measure[] = ['perSecond', 'p50Ms', 'p95Ms', 'p99Ms', 'cpuPer1000'];

/** The tables that people read. */
export function reportText(figures: Figures, settings: Settings): string {
  const rows = SUBJECTS.flatMap((subject) =>
    settings.connections.map((connections) => [
      subject,
      connections,
      ...COLUMNS.map((measure) => number(medianOf(figures, subject, connections, measure))),
      figures.drives
        .filter((drive) => drive.subject === subject && drive.connections === connections)
        .reduce((sum, drive) => sum + drive.rows, 0),
    ]),
  );
  const inserts = ['plain pg inserts', 32, number(median(figures.plainInserts))];
  const goals = judgeGoals(figures).map((goal) => [
    goal.goal,
    `at least ${goal.atLeast}`,
    number(goal.value),
    verdict(goal),
  ]);
  return [
    table(HEADINGS, [...rows, inserts]),
    '',
    table(['goal', 'limit', 'value', ''], goals),
  ].join('\n');
}

const verdict = ({ isMet }: JudgedGoal): string =>
  isMet === null ? 'not measured' : isMet ? 'met' : 'MISSED';

/** Three digits that matter. */
function number(value: number | undefined): string {
  if (value === undefined) return '-';
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
