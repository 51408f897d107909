/** A JSON value that PostgreSQL takes: what is unfit for text or jsonb is gone. */
export type CleanJson =
  string | number | boolean | null | CleanJson[] | { [key: string]: CleanJson };

/** Deeper than any answer of a provider; what lies below becomes null. */
const MAX_DEPTH = 60;

/**
 * The value without NUL characters and with lone surrogates replaced, both of which PostgreSQL
 * refuses; what is not JSON (undefined, functions, NaN) becomes null. Never throws.
 */
export function cleanJson(value: unknown, depth = 0): CleanJson {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null || depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => cleanJson(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [cleanText(key), cleanJson(item, depth + 1)]),
  );
}

/** The text without what PostgreSQL refuses. */
export function cleanText(text: string): string {
  return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd');
}
