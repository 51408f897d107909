import {
  findLastTouch,
  lockLatestMissedCallEntry,
  updateMissedCallEntry,
  type TenantTx,
} from '@otto/db';
import type { Publish } from '../live';
import { moveRecovery } from './move-recovery';

interface Booking {
  readonly contactCardId: string;
  readonly until: Date;
  readonly now: Date;
  readonly publish: Publish;
}

/**
 * A missed caller has booked: the recovery is over, and it is written down who won them: whoever
 * reached them last before, and a person where nobody had to. `until` is when they were talked to.
 */
export async function noteBooking(
  tx: TenantTx,
  { contactCardId, until, now, publish }: Booking,
): Promise<void> {
  const entry = await lockLatestMissedCallEntry(tx, contactCardId);
  if (!entry || entry.bookedAt !== null || until < entry.missedAt) return;
  await moveRecovery(tx, entry, { event: { type: 'booked' }, now, publish });
  const rescuedBy =
    entry.rescuedBy ?? (await findLastTouch(tx, contactCardId, entry.missedAt, until)) ?? 'human';
  await updateMissedCallEntry(tx, entry.id, { bookedAt: now, rescuedBy });
}
