import { lockLatestMissedCallEntry, type TenantTx } from '@otto/db';
import type { Publish } from '../live';
import { moveRecovery } from './move-recovery';

interface HumanText {
  readonly contactCardId: string;
  /** When it was written. */
  readonly at: Date;
  readonly publish: Publish;
}

/**
 * Somebody of the company has texted the customer: Otto's own texts to a missed caller end with it.
 * The contact's card is locked already.
 */
export async function noteHumanText(
  tx: TenantTx,
  { contactCardId, at, publish }: HumanText,
): Promise<void> {
  const entry = await lockLatestMissedCallEntry(tx, contactCardId);
  if (entry) await moveRecovery(tx, entry, { event: { type: 'human_text', at }, now: at, publish });
}
