import {
  findConsent,
  findEntryOfCall,
  findCall,
  lockContactCard,
  type CallRow,
  type MissedCallEntryRow,
  type TenantTx,
} from '@otto/db';
import { attemptRecovery, type Enqueuer } from '@otto/queues';
import { DomainError, noSuchRecord } from '../errors';
import type { Publish } from '../live';
import { refuseBlocked } from '../messaging/judge-text';
import type { Viewer } from '../reading/viewer';
import { tellOfRecovery } from './move-recovery';
import { joinRecovery, openRecovery } from './note-call';

export interface RecoveryScene {
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly now: Date;
}

/**
 * Has Otto win back the caller of a call by hand, from now on. A call is queued once; while the
 * caller is being won back already, the call joins that.
 */
export async function queueCall(
  tx: TenantTx,
  viewer: Viewer,
  { callId, ...scene }: RecoveryScene & { readonly callId: string },
): Promise<{ readonly entryId: string; readonly isNew: boolean }> {
  const call = await findCall(tx, callId);
  if (!call) throw noSuchRecord();
  if (call.direction !== 'inbound') {
    throw new DomainError('INVALID_STATE', 'Only who called the company can be won back.');
  }
  await lockContactCard(tx, call.contactCardId);
  const known = await findEntryOfCall(tx, callId);
  if (known !== null) return { entryId: known, isNew: false };
  await refuseOptedOut(tx, viewer, { call, now: scene.now });
  const opened = await openRecovery(tx, call, scene.now);
  if (opened) return { entryId: (await begin(tx, opened, scene)).id, isNew: true };
  const joined = await joinRecovery(tx, scene, call, scene.now);
  if (!joined) throw new DomainError('INVALID_STATE', 'The caller has been won back meanwhile.');
  return { entryId: joined.id, isNew: false };
}

async function begin(
  tx: TenantTx,
  entry: MissedCallEntryRow,
  { jobs, publish }: RecoveryScene,
): Promise<MissedCallEntryRow> {
  await tellOfRecovery(tx, publish, entry, 'missed_call.queued');
  await jobs.enqueue(tx, attemptRecovery, { entryId: entry.id, attempt: 1 });
  return entry;
}

async function refuseOptedOut(
  tx: TenantTx,
  viewer: Viewer,
  { call, now }: { readonly call: CallRow; readonly now: Date },
): Promise<void> {
  if ((await findConsent(tx, call.fromNumber)) !== 'opted_out') return;
  const text = {
    companyId: tx.companyId,
    contactCardId: call.contactCardId,
    phone: call.fromNumber,
    body: '',
    dedupeKey: `queue:${call.id}`,
    isAutomated: true,
    userId: viewer.id,
  };
  await refuseBlocked(tx, text, now);
}
