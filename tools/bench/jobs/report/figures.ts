import { median } from '../../harness/statistics';
import type { ContenderName } from '../contenders';

/** What was measured: a measure's value per contender and round; null where it took too long. */
export interface Figures {
  add(measure: string, contender: ContenderName, value: number | null): void;
  rounds(measure: string, contender: ContenderName): readonly (number | null)[];
  /** The median of the rounds; undefined when not measured, or when a round took too long. */
  median(measure: string, contender: ContenderName): number | undefined;
  /** In the order of their first value. */
  readonly measures: readonly string[];
}

export function createFigures(): Figures {
  const values = new Map<string, Map<ContenderName, (number | null)[]>>();
  const rounds = (measure: string, contender: ContenderName) =>
    values.get(measure)?.get(contender) ?? [];
  return {
    rounds,
    add: (measure, contender, value) => {
      const ofMeasure = values.get(measure) ?? new Map<ContenderName, (number | null)[]>();
      values.set(measure, ofMeasure);
      ofMeasure.set(contender, [...(ofMeasure.get(contender) ?? []), value]);
    },
    median: (measure, contender) => {
      const all = rounds(measure, contender);
      const numbers = all.filter((value) => value !== null);
      return numbers.length === all.length ? median(numbers) : undefined;
    },
    get measures() {
      return [...values.keys()];
    },
  };
}
