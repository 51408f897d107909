import { median } from '../../harness/statistics';

export const SUBJECTS = ['otto callrail', 'otto shunya', 'plain handler'] as const;
export type SubjectName = (typeof SUBJECTS)[number];

/** What one drive of one subject gave; `rows` are deliveries that were counted in the table after. */
export interface Measured {
  readonly subject: SubjectName;
  readonly connections: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly cpuPer1000: number;
  readonly accepted: number;
  readonly rows: number;
}

export interface Figures {
  readonly drives: readonly Measured[];
  /** Rows a second of plain pg, one value a round. */
  readonly plainInserts: readonly number[];
}

export const MEASURES = ['perSecond', 'p50Ms', 'p95Ms', 'p99Ms', 'cpuPer1000'] as const;
export type Measure = (typeof MEASURES)[number];

/** The median of the rounds; undefined when not measured. */
export function medianOf(
  { drives }: Figures,
  subject: SubjectName,
  connections: number,
  measure: Measure,
): number | undefined {
  return median(
    drives
      .filter((drive) => drive.subject === subject && drive.connections === connections)
      .map((drive) => drive[measure]),
  );
}
