import {
  findContactOfEntry,
  findMissedCallSettings,
  lockContactCard,
  lockMissedCallEntry,
  updateMissedCallEntry,
  type MissedCallEntryRow,
  type TenantTx,
} from '@otto/db';
import { attemptRecovery } from '@otto/queues';
import { DomainError, noSuchRecord } from '../errors';
import { refuseBlocked } from '../messaging/judge-text';
import type { Viewer } from '../reading/viewer';
import { textOfAttempt } from './attempt-recovery';
import type { RecoveryScene } from './queue-call';
import { isLive } from './recovery';
import { recoveryOf, rulesOf } from './stored-recovery';

/** It is due by the clock of whoever does it. */
const CLOCKS_DIFFER_MS = 60_000;

export interface ProcessOrder extends Omit<RecoveryScene, 'publish'> {
  readonly entryId: string;
  readonly overridesQuietHours: boolean;
}

/**
 * Has the next text of a recovery sent now, by the rules of texting; who asks may override quiet
 * hours. Throws MESSAGE_BLOCKED where the rules forbid it.
 */
export async function processRecovery(
  tx: TenantTx,
  viewer: Viewer,
  { entryId, overridesQuietHours, jobs, now }: ProcessOrder,
): Promise<void> {
  const contactCardId = await findContactOfEntry(tx, entryId);
  // The card before the entry, as everywhere.
  if (contactCardId !== null) await lockContactCard(tx, contactCardId);
  const entry = contactCardId && (await lockMissedCallEntry(tx, entryId));
  if (!entry) throw noSuchRecord();
  const attempt = await nextAttempt(tx, entry);
  const order = { attempt, orderedBy: viewer.id, overridesQuietHours };
  await refuseBlocked(tx, await textOfAttempt(tx, entry, order), now);
  const nextAttemptAt = new Date(now.getTime() - CLOCKS_DIFFER_MS);
  await updateMissedCallEntry(tx, entryId, { nextAttemptAt });
  await jobs.enqueue(tx, attemptRecovery, { entryId, ...order });
}

async function nextAttempt(tx: TenantTx, entry: MissedCallEntryRow): Promise<number> {
  const recovery = recoveryOf(entry);
  const rules = rulesOf(entry, await findMissedCallSettings(tx));
  const refuse = (why: string) => new DomainError('INVALID_STATE', why, { status: entry.status });
  if (!isLive(recovery)) throw refuse('The recovery has ended.');
  if (recovery.customerResponded) throw refuse('The customer has answered already.');
  if (recovery.status === 'processing') throw refuse('A text is being sent just now.');
  if (recovery.attempts >= rules.maxAttempts) throw refuse('All texts have been sent.');
  if (!rules.isAutomated) throw refuse('The company has switched automated texts off.');
  return recovery.attempts + 1;
}
