import { createHash } from 'node:crypto';

/**
 * A hash of what a body says: the same whatever the order of its keys, without the named fields
 * and without the query of URLs, where providers put access keys that change.
 */
export function contentHash(body: unknown, ignoredFields: readonly string[]): string {
  const text = canonical(body, new Set(ignoredFields));
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** An object is the list of its pairs in the order of their keys. */
function canonical(value: unknown, ignored: ReadonlySet<string>): string {
  if (typeof value === 'string') return JSON.stringify(withoutQuery(value));
  if (Array.isArray(value)) return list(value.map((item) => canonical(item, ignored)));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as Readonly<Record<string, unknown>>;
  return list(
    Object.keys(fields)
      .filter((key) => !ignored.has(key))
      .sort()
      .map((key) => `[${JSON.stringify(key)},${canonical(fields[key], ignored)}]`),
  );
}

const list = (items: readonly string[]): string => `[${items.join(',')}]`;

const withoutQuery = (text: string): string =>
  text.startsWith('http') && /^https?:\/\//.test(text) ? text.replace(/[?#].*$/s, '') : text;
