import type { CleanJson } from './clean-json';

export type JsonRecord = { readonly [key: string]: CleanJson };

/** The value as an object, or an empty one. */
export function recordOf(value: CleanJson | undefined): JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** A text that says something, trimmed; null otherwise. */
export function textOf(value: CleanJson | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A number, also one written as a text; null otherwise. */
export function numberOf(value: CleanJson | undefined): number | null {
  if (typeof value === 'number') return value;
  const text = textOf(value);
  return text !== null && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null;
}

/** A number between 0 and 1; anything else has an unknown scale and is null. */
export function fractionOf(value: CleanJson | undefined): number | null {
  const number = numberOf(value);
  return number !== null && number >= 0 && number <= 1 ? number : null;
}

export function flagOf(value: CleanJson | undefined): boolean | null {
  if (typeof value === 'boolean') return value;
  const word = textOf(value)?.toLowerCase();
  if (word === 'true' || word === 'yes') return true;
  return word === 'false' || word === 'no' ? false : null;
}

/** The word when it is one of `known`, whatever its case, spaces and hyphens; null otherwise. */
export function wordOf<const W extends string>(
  value: CleanJson | undefined,
  known: readonly W[],
): W | null {
  const word = textOf(value)
    ?.toLowerCase()
    .replace(/[\s-]+/g, '_');
  return known.find((candidate) => candidate.replaceAll('-', '_') === word) ?? null;
}

const TEXT_KEYS = ['text', 'description', 'content', 'title', 'name', 'value', 'message'] as const;

/** The texts of a list whose items are texts, or objects that hold one; others are left out. */
export function textsOf(value: CleanJson | undefined): string[] {
  return listOf(value).flatMap((item) => {
    const record = recordOf(item);
    const text = textOf(item) ?? firstOf(TEXT_KEYS.map((key) => textOf(record[key])));
    return text === null ? [] : [text];
  });
}

export function listOf(value: CleanJson | undefined): readonly CleanJson[] {
  return Array.isArray(value) ? value : [];
}

/** The first that is not null: the primary place first, then its aliases. */
export function firstOf<T>(candidates: readonly (T | null)[]): T | null {
  return candidates.find((candidate) => candidate !== null) ?? null;
}

/** The first list that has anything in it. */
export function firstFilled<T>(candidates: readonly T[][]): T[] {
  return candidates.find((candidate) => candidate.length > 0) ?? [];
}
