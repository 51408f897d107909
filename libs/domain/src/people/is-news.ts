import type { ClerkFact } from './clerk-fact';

interface Stored {
  readonly deleted: boolean;
  readonly data: unknown;
  readonly changedAt: Date;
}

/**
 * Whether the fact is to replace what is stored. What ends for good (a user, an organization, an
 * invitation) wins at any time; people leave and join again, there the later word counts. Of two
 * at the same time the end is the later one.
 */
export function isNews(stored: Stored | null, fact: ClerkFact): boolean {
  if (!stored) return true;
  if (fact.kind !== 'membership') {
    if (isAtEnd(stored)) return false;
    if (isAtEnd(fact)) return true;
  }
  const laterByMs = fact.changedAt.getTime() - stored.changedAt.getTime();
  return laterByMs === 0 ? fact.deleted || !stored.deleted : laterByMs > 0;
}

function isAtEnd({ deleted, data }: Pick<Stored, 'deleted' | 'data'>): boolean {
  if (deleted) return true;
  const state = typeof data === 'object' && data !== null && 'state' in data ? data.state : 'sent';
  return state !== 'sent';
}
