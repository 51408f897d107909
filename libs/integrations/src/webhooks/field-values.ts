import type { Fields } from './read-fields';

/** The first of the names that has a value; blank texts count as none. */
export function firstOf(fields: Fields, names: readonly string[]): unknown {
  return names
    .map((name) => fields[name])
    .find((value) => value !== undefined && value !== null && !isBlank(value));
}

/** A text as it is, without the space around it; a number as its digits; else null. */
export function asText(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && !isBlank(value) ? value.trim() : null;
}

export function asBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const word = asText(value)?.toLowerCase();
  if (word === 'true') return true;
  return word === 'false' ? false : null;
}

/** Whole seconds of zero or more, from a number or its text; else null. */
export function asSeconds(value: unknown): number | null {
  const text = asText(value);
  if (text === null || !/^\d{1,9}(\.\d+)?$/.test(text)) return null;
  return Math.round(Number(text));
}

/** ISO 8601 in UTC. A time without a zone is taken as UTC, as in CallRail's older fields. */
export function asInstant(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const match =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      value.trim(),
    );
  if (!match) return null;
  const time = new Date(`${match[1]}T${match[2]}${match[3] ?? 'Z'}`);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}
