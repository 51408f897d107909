/**
 * JSON as Python's `json.dumps(value, sort_keys=True)` writes it: spaces after separators, ASCII
 * only. Shunya checks the signature over this form of a request. Written apart from Otto's own
 * client, so that a mistake in either shows.
 */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return ascii(JSON.stringify(value));
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${ascii(JSON.stringify(key))}: ${pythonJson(member)}`);
  return `{${members.join(', ')}}`;
}

function ascii(json: string): string {
  return json.replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
