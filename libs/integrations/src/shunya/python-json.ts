export type JsonInput =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly JsonInput[]
  | { readonly [key: string]: JsonInput };

/**
 * JSON as Python's `json.dumps(value, sort_keys=True)` writes it: keys sorted, `", "` and `": "`
 * between, only ASCII. Shunya signs this form of a request, and it is what we send as well.
 */
export function pythonJson(value: JsonInput): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return escapeNonAscii(JSON.stringify(value));
  if (isList(value)) return `[${value.map(pythonJson).join(', ')}]`;
  const pairs = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${pythonJson(key)}: ${pythonJson(item)}`);
  return `{${pairs.join(', ')}}`;
}

function isList(value: object): value is readonly JsonInput[] {
  return Array.isArray(value);
}

function escapeNonAscii(json: string): string {
  return json.replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
