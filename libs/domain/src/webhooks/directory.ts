import { createHash } from 'node:crypto';
import { createBatcher } from '@otto/db/sql';

/** Who may send webhooks, found by what their requests name. */
export interface Directory<Entry> {
  /** What the table said within the last 30 s; undefined when it has not been asked since. */
  recall(reference: string): Entry | undefined;
  /** What the table says now; null when it knows nobody. */
  find(reference: string): Promise<Entry | null>;
}

export interface DirectoryOptions {
  readonly maxAgeMs?: number;
  readonly maxEntries?: number;
  readonly now?: () => number;
}

const MAX_AGE_MS = 30_000;
const MAX_ENTRIES = 10_000;
/** What PostgreSQL would not take must not reach a lookup that others share. */
const PLAIN = /^[\x20-\x7e]{1,300}$/;

/**
 * A directory over a lookup of many at once, which answers entries in the order of the references.
 * Lookups that wait at the same time share one. It keeps no reference, only its hash, and nothing
 * about references that nobody has.
 */
export function createDirectory<Entry>(
  lookUp: (references: readonly string[]) => Promise<readonly (Entry | null)[]>,
  options: DirectoryOptions = {},
): Directory<Entry> {
  const { maxAgeMs = MAX_AGE_MS, maxEntries = MAX_ENTRIES, now = Date.now } = options;
  const entries = new Map<string, { readonly entry: Entry; readonly until: number }>();
  const ask = createBatcher(lookUp);

  return {
    recall: (reference) => {
      const kept = entries.get(hashOf(reference));
      return kept && kept.until > now() ? kept.entry : undefined;
    },
    find: async (reference) => {
      const entry = PLAIN.test(reference) ? await ask(reference) : null;
      const key = hashOf(reference);
      entries.delete(key);
      if (entry === null) return null;
      const [oldest] = entries.keys();
      if (entries.size >= maxEntries && oldest !== undefined) entries.delete(oldest);
      entries.set(key, { entry, until: now() + maxAgeMs });
      return entry;
    },
  };
}

const hashOf = (reference: string): string =>
  createHash('sha256').update(reference).digest('base64');
