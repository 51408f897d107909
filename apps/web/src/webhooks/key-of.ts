import { createHash } from 'node:crypto';

const MAX_PART = 120;

/** Joins the parts of a delivery key; a part that is too long or not plain is hashed. */
export function keyOf(...parts: readonly (string | null)[]): string {
  return parts.map((part) => plain(part ?? '-')).join(':');
}

function plain(part: string): string {
  if (part.length <= MAX_PART && /^[\x21-\x7e]+$/.test(part)) return part;
  return createHash('sha256').update(part).digest('hex');
}
