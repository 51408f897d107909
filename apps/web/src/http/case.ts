import { Problem } from './problem';

/** The one place where names change between `snake_case` outside and `camelCase` inside. */

/** Renames every key, at any depth. Values, dates among them, stay as they are. */
export const toSnakeCase = (value: unknown): unknown => renameKeys(value, snakeName);

/** The same the other way, for parameters and bodies. */
export const toCamelCase = (value: unknown): unknown => renameKeys(value, camelName);

export const snakeName = remembered((key) =>
  key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
);

export const camelName = remembered((key) =>
  key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
);

/** Deeper than anything we know of, and far from what would exhaust the stack. */
const MAX_DEPTH = 64;

/** Something whose keys are not names of ours. */
class Verbatim {
  constructor(readonly content: unknown) {}
}

/** Keeps what is within from being renamed. */
export const verbatim = (content: unknown): unknown => new Verbatim(content);

function renameKeys(value: unknown, rename: (key: string) => string, depth = 0): unknown {
  if (value instanceof Verbatim) return value.content;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth > MAX_DEPTH) throw new Problem(400, 'VALIDATION_ERROR', 'The JSON is nested too deep.');
  if (Array.isArray(value)) return value.map((item) => renameKeys(item, rename, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [rename(key), renameKeys(item, rename, depth + 1)]),
  );
}

/** Names of fields are few; those that a caller makes up must not fill the memory. */
function remembered(rename: (key: string) => string, most = 2_000): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    const name = known.get(key) ?? rename(key);
    if (known.size < most) known.set(key, name);
    return name;
  };
}
