import type { StepResult } from './run-step';

/** The part of jest's --json output that the closing line needs. */
export interface SpecCounts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Files that could not run at all, which count as one failure each. */
  readonly numRuntimeErrorTestSuites: number;
}

/** One line a step with its time, and their sum. */
export function timeTable(results: readonly StepResult[]): string {
  const total = results.reduce((sum, { seconds }) => sum + seconds, 0);
  const rows = [
    ...results.map(({ name, ok, seconds }) => [ok ? '✓' : '✗', name, seconds] as const),
    [' ', 'total', total] as const,
  ];
  return rows
    .map(
      ([mark, name, seconds]) => `${mark} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(7)} s`,
    )
    .join('\n');
}

/** The last line of a run, in the form that continuous integration reads. */
export function closingLine(counts: SpecCounts): string {
  const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  const skipped = counts.numPendingTests + counts.numTodoTests;
  const line = `${counts.numPassedTests} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
