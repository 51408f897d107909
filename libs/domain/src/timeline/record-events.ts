import { findRepsOf, insertEvents, type NewEvent, type TenantTx } from '@otto/db';
import type { Publish } from '../live';
import { liveEventOf } from './live-events';

/**
 * Adds entries to the customer's timeline and, after the commit, tells the front ends of those that
 * are new: what is recorded again is not told again.
 */
export async function recordEvents(
  tx: TenantTx,
  publish: Publish,
  events: readonly NewEvent[],
): Promise<void> {
  const added = await insertEvents(tx, events);
  const told = events.filter((entry) => added.has(entry.uniqueKey) && liveEventOf(entry, []));
  if (told.length === 0) return;
  const repIds = await findRepsOf(tx, {
    leadIds: told.flatMap(({ leadId }) => leadId ?? []),
    appointmentIds: told.flatMap(({ appointmentId }) => appointmentId ?? []),
  });
  for (const entry of told) {
    const event = liveEventOf(entry, repIds);
    if (event) publish(tx, event);
  }
}
