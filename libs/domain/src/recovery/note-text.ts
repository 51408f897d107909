import { lockLatestMissedCallEntry, type MessageRow, type TenantTx } from '@otto/db';
import type { Publish } from '../live';
import type { InboundText } from '../messaging/hear-text';
import { moveRecovery } from './move-recovery';
import type { RecoveryEvent } from './recovery';

/**
 * What a customer's text means for the winning back of a missed caller, other than an opt-out. The
 * contact's card is locked already.
 */
export async function noteText(
  tx: TenantTx,
  publish: Publish,
  { ask, at, contactCardId }: InboundText,
): Promise<void> {
  if (ask === 'help' || ask === 'stop') return;
  const event: RecoveryEvent = ask === 'reply' ? { type: 'reply', at } : { type: ask };
  await tellLatest(tx, publish, contactCardId, { event, now: at });
}

/** The customer wants no more texts: whatever winning back there is ends. */
export async function noteOptOut(
  tx: TenantTx,
  publish: Publish,
  { contactCardId, at }: Pick<InboundText, 'contactCardId' | 'at'>,
): Promise<void> {
  await tellLatest(tx, publish, contactCardId, { event: { type: 'stop' }, now: at });
}

/**
 * A person of the company has texted the customer, by Otto or at the provider: the winning back is
 * theirs from then on, in the same transaction. Any other text changes nothing.
 */
export async function noteHumanText(
  tx: TenantTx,
  publish: Publish,
  { direction, type, contactCardId, createdAt: at }: MessageRow,
  now: Date,
): Promise<void> {
  if (direction !== 'outbound' || type !== 'manual') return;
  await tellLatest(tx, publish, contactCardId, { event: { type: 'human_text', at }, now });
}

async function tellLatest(
  tx: TenantTx,
  publish: Publish,
  contactCardId: string,
  news: { readonly event: RecoveryEvent; readonly now: Date },
): Promise<void> {
  const entry = await lockLatestMissedCallEntry(tx, contactCardId);
  if (entry) await moveRecovery(tx, publish, entry, news);
}
