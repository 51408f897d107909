import { lockLatestMissedCallEntry, type TenantTx } from '@otto/db';
import type { Publish } from '../live';
import type { InboundText } from '../messaging/hear-text';
import { moveRecovery } from './move-recovery';
import type { RecoveryEvent } from './recovery';

/**
 * What a customer's text means for the winning back of a missed caller. The contact's card is locked
 * already.
 */
export async function noteText(tx: TenantTx, text: InboundText, publish: Publish): Promise<void> {
  const event = eventOf(text);
  const entry = event && (await lockLatestMissedCallEntry(tx, text.contactCardId));
  if (entry) await moveRecovery(tx, entry, { event, now: text.at, publish });
}

function eventOf({ ask, at }: InboundText): RecoveryEvent | null {
  if (ask === 'reply') return { type: 'reply', at };
  return ask === 'help' ? null : { type: ask };
}
