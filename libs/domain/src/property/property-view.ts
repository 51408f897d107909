import type { ContactCardRecord } from '@otto/db';
import type { PropertySnapshot } from './read-snapshot';

/** What the contact card shows of the house; null while nothing is known. */
export function propertyView({
  propertySnapshot,
  propertySnapshotAt,
}: Pick<ContactCardRecord, 'propertySnapshot' | 'propertySnapshotAt'>) {
  if (propertySnapshot === null || propertySnapshotAt === null) return null;
  const snapshot = propertySnapshot as unknown as PropertySnapshot;
  const sources = [...snapshot.sources];
  return { ...snapshot, sources, isVerified: false as const, updatedAt: propertySnapshotAt };
}
