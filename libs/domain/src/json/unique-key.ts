import { createHash } from 'node:crypto';

/** SHA-256 in hex of the parts joined by colons: the natural key of a task or signal. */
export function uniqueKey(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join(':')).digest('hex');
}
