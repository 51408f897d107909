import {
  findLastTouch,
  lockLatestMissedCallEntry,
  updateMissedCallEntry,
  type TenantTx,
} from '@otto/db';
import type { Publish } from '../live';
import { moveRecovery } from './move-recovery';

/**
 * A missed caller has booked: the recovery is over, and it is written down who won them: whoever
 * reached them last before, and a person where nobody had to. `until` is when they were talked to.
 */
export async function noteBooking(
  tx: TenantTx,
  publish: Publish,
  { contactCardId, until, now }: { contactCardId: string; until: Date; now: Date },
): Promise<void> {
  const entry = await lockLatestMissedCallEntry(tx, contactCardId);
  if (!entry || entry.bookedAt !== null || until < entry.missedAt) return;
  await moveRecovery(tx, publish, entry, { event: { type: 'booked' }, now });
  const rescuedBy =
    entry.rescuedBy ?? (await findLastTouch(tx, contactCardId, entry.missedAt, until)) ?? 'human';
  await updateMissedCallEntry(tx, entry.id, { bookedAt: now, rescuedBy });
}
