import { table } from '../../otto/table';
import { judgeGoals, type Figures } from './goals';

/** The tables that people read. */
export function reportText(figures: Figures): string {
  const { sockets, tenants, events, p50Ms, p95Ms, p99Ms, maxMs, idleMb, busyMb } = figures;
  const goals = judgeGoals(figures).map(({ goal, limit, value, isMet }) => [
    isMet ? '✓' : '✗',
    goal,
    limit,
    Math.round(value),
  ]);
  return [
    table(
      ['sockets', 'tenants', 'events', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms', 'MB without', 'MB'],
      [[sockets, tenants, events, ...[p50Ms, p95Ms, p99Ms, maxMs, idleMb, busyMb].map(Math.round)]],
    ),
    '',
    table(['', 'goal', 'limit', 'value'], goals),
  ].join('\n');
}
