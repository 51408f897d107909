import type { Keyset, Slice } from '@otto/db';
import { DomainError } from '../errors';

/** Further than this nobody counts rows: the next part is found by where the last one ended. */
const MAX_COUNTED = 10_000;

interface Onward {
  /** Where the part before ended; then page or offset do not count. */
  readonly cursor?: Keyset | undefined;
}
export interface PageRequest extends Onward {
  readonly page: number;
  readonly pageSize: number;
}
export interface WindowRequest extends Onward {
  readonly limit: number;
  readonly offset: number;
}

export function sliceOfPage({ page, pageSize, cursor }: PageRequest): Slice {
  return sliceOfWindow({ limit: pageSize, offset: (page - 1) * pageSize, cursor });
}

export function sliceOfWindow({ limit, offset, cursor }: WindowRequest): Slice {
  if (cursor) return { limit, offset: 0, after: cursor };
  if (offset > MAX_COUNTED) {
    throw new DomainError('INVALID_INPUT', 'What lies this deep is reached by next_cursor only.');
  }
  return { limit, offset };
}

/** What to ask for the next part of the list with; null at its end. */
export function nextCursor<T extends { readonly id: string }>(
  rows: readonly T[],
  limit: number,
  timeOf: (row: T) => Date | null,
): string | null {
  const last = rows.length < limit ? undefined : rows.at(-1);
  return last === undefined ? null : encodeCursor({ at: timeOf(last), id: last.id });
}

export function encodeCursor({ at, id }: Keyset): string {
  return Buffer.from(`${at?.getTime() ?? ''}.${id}`).toString('base64url');
}

const CURSOR = /^(\d{1,13})?\.([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;

/** Null for what is no cursor of ours. */
export function decodeCursor(written: string): Keyset | null {
  const [, ms, id] = CURSOR.exec(Buffer.from(written, 'base64url').toString('latin1')) ?? [];
  if (id === undefined) return null;
  return { at: ms === undefined ? null : new Date(Number(ms)), id };
}
