import { createHash } from 'node:crypto';

/**
 * A hash of what a body says: the same whatever the order of its keys, without the named fields
 * and without the query of URLs, where providers put access keys that change.
 */
export function contentHash(body: unknown, ignoredFields: readonly string[]): string {
  const text = JSON.stringify(canonical(body, new Set(ignoredFields)));
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function canonical(value: unknown, ignored: ReadonlySet<string>): unknown {
  if (typeof value === 'string')
    return /^https?:\/\//.test(value) ? value.replace(/[?#].*$/s, '') : value;
  if (Array.isArray(value)) return value.map((item) => canonical(item, ignored));
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([key]) => !ignored.has(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, canonical(item, ignored)]);
}
