import {
  insertAuditEntry,
  lockMissedCallEntry,
  updateMissedCallEntry,
  type MissedCallEntryRow,
  type TenantTx,
} from '@otto/db';
import { DomainError, noSuchRecord } from '../errors';
import type { Viewer } from '../reading/viewer';
import { moveRecovery } from './move-recovery';
import type { RecoveryScene } from './queue-call';
import { isLive } from './recovery';
import { recoveryOf } from './stored-recovery';

export interface Escalation extends Omit<RecoveryScene, 'jobs'> {
  readonly entryId: string;
  /** In the words of whoever hands it over. */
  readonly reason: string | null;
}

/** Takes a missed caller out of Otto's hands: no more texts, and a task for somebody to call back. */
export async function escalateRecovery(
  tx: TenantTx,
  viewer: Viewer,
  { entryId, reason, now, publish }: Escalation,
): Promise<void> {
  const entry = await lockMissedCallEntry(tx, entryId);
  if (!entry) throw noSuchRecord();
  if (!isLive(recoveryOf(entry))) {
    const { status } = entry;
    throw new DomainError('INVALID_STATE', 'The recovery has ended already.', { status });
  }
  await moveRecovery(tx, publish, entry, { event: { type: 'hand_over', now }, now });
  const handOver = { by: viewer.id, reason };
  await updateMissedCallEntry(tx, entryId, { context: { ...contextOf(entry), handOver } });
  await insertAuditEntry(tx, {
    companyId: tx.companyId,
    userId: viewer.id,
    action: 'missed_call_escalated',
    resourceType: 'missed_call_entry',
    resourceId: entryId,
  });
}

function contextOf({ context }: MissedCallEntryRow) {
  return typeof context === 'object' && context !== null && !Array.isArray(context) ? context : {};
}
