export interface Conditions {
  /** Adds `text`, in which each `?` stands for the next of `values`. */
  add(text: string, ...values: unknown[]): void;
  /** All conditions joined by `and`, numbered from $1. */
  readonly where: string;
  readonly values: readonly unknown[];
}

/** Collects the parts of a where clause with their values, so that no value is ever spliced in. */
export function createConditions(): Conditions {
  const parts: string[] = [];
  const values: unknown[] = [];
  return {
    add: (text, ...added) => {
      let next = 0;
      parts.push(text.replace(/\?/g, () => `$${values.push(added[next++])}`));
    },
    get where() {
      return parts.length === 0 ? 'true' : parts.map((part) => `(${part})`).join(' and ');
    },
    values,
  };
}

/** The text as a LIKE pattern that finds it anywhere; its own wildcards are taken literally. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
