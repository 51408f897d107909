/** The one place where names change between `snake_case` outside and `camelCase` inside. */

/** Renames every key, at any depth. Values, dates among them, stay as they are. */
export const toSnakeCase = (value: unknown): unknown => renameKeys(value, snake);

/** Renames the keys of the object itself, for parameters and bodies. */
export const toCamelCase = (value: unknown): unknown => renameKeys(value, camel);

function renameKeys(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renameKeys(item, rename));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [rename(key), renameKeys(item, rename)]),
  );
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function camel(key: string): string {
  return key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
