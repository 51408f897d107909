import type { Conditions } from './conditions';

/** The place of a row in a list that is ordered by a time and, where that is equal, by id. */
export interface Keyset {
  /** Null for a row without the time, where those come last. */
  readonly at: Date | null;
  readonly id: string;
}

/** A part of a list: after the place where the last one ended, or so many rows from its start. */
export interface Slice {
  readonly limit: number;
  readonly offset: number;
  readonly after?: Keyset | undefined;
}

/** Adds that a row comes after the place in a list with the latest first; the index leads there. */
export function addEarlierThan(
  conditions: Conditions,
  [time, id]: readonly [string, string],
  after: Keyset | undefined,
): void {
  if (!after?.at) return;
  conditions.add(`(${time}, ${id}) < (?::timestamptz, ?::uuid)`, after.at.toISOString(), after.id);
}
