import {
  countCallsBefore,
  findConsent,
  findMissedCallSettings,
  hasMissedCallEntry,
  insertAuditEntry,
  insertMissedCallEntry,
  isTakenOverSince,
  lockLatestMissedCallEntry,
  updateMissedCallEntry,
  type CallRow,
  type MissedCallEntryRow,
  type TenantTx,
} from '@otto/db';
import { attemptRecovery, type Enqueuer } from '@otto/queues';
import type { Publish } from '../live';
import { moveRecovery, tellOfRecovery } from './move-recovery';
import { isLive, type Recovery, type RecoveryEvent } from './recovery';
import { callIdsOf } from './stored-recovery';

const HOUR_MS = 3_600_000;
/** The first attempt is due at once by the clock of whoever does it. */
const CLOCKS_DIFFER_MS = 60_000;
const HIGH = 1;
const MEDIUM = 2;

export interface NoteCallDeps {
  readonly jobs: Enqueuer;
  readonly publish: Publish;
}

/**
 * What a call in its present state means for the winning back of the caller: a missed one opens a
 * recovery or joins the live one, an answered one ends it. The contact's card is locked already, so
 * that one caller's events come one after the other.
 */
export async function noteCall(
  tx: TenantTx,
  deps: NoteCallDeps,
  call: CallRow,
  now: Date,
): Promise<void> {
  if (call.missed) return noteMissed(tx, deps, call, now);
  if (call.status !== 'answered' && call.status !== 'completed') return;
  await tellLatest(tx, deps, call, { event: { type: 'answered', at: call.startedAt }, now });
}

async function noteMissed(
  tx: TenantTx,
  deps: NoteCallDeps,
  call: CallRow,
  now: Date,
): Promise<void> {
  const { jobs, publish } = deps;
  if (await hasMissedCallEntry(tx, call.id)) return;
  if ((await findConsent(tx, call.fromNumber)) === 'opted_out') {
    return insertAuditEntry(tx, {
      companyId: tx.companyId,
      action: 'messaging_blocked_opted_out',
      resourceType: 'call',
      resourceId: call.id,
    });
  }
  const entry = await openRecovery(tx, call);
  if (entry === null) {
    await joinRecovery(tx, deps, call, now);
    return;
  }
  await tellOfRecovery(tx, publish, entry, 'missed_call.queued');
  if (await isTakenOverSince(tx, call.contactCardId, call.startedAt)) {
    const event = { type: 'answered', at: call.startedAt } as const;
    await moveRecovery(tx, publish, entry, { event, now });
  } else {
    await jobs.enqueue(tx, attemptRecovery, { entryId: entry.id, attempt: 1 });
  }
}

/** Opens a recovery of the caller; null when the call has one already, or the caller a live one. */
export async function openRecovery(
  tx: TenantTx,
  call: CallRow,
  missedAt = call.startedAt,
): Promise<MissedCallEntryRow | null> {
  const { id: callId, contactCardId, leadId, fromNumber, startedAt } = call;
  const settings = await findMissedCallSettings(tx);
  const isNew = (await countCallsBefore(tx, contactCardId, startedAt)) <= 1;
  const after = (hours: number) => new Date(missedAt.getTime() + hours * HOUR_MS);
  return insertMissedCallEntry(tx, {
    callId,
    contactCardId,
    leadId,
    customerPhone: fromNumber,
    customerType: isNew ? 'new' : 'existing',
    priorityRank: isNew ? HIGH : MEDIUM,
    missedAt,
    lastMissedAt: missedAt,
    nextAttemptAt: new Date(missedAt.getTime() - CLOCKS_DIFFER_MS),
    slaDeadline: after(settings.responseTimeHours),
    escalationDeadline: after(settings.escalationTimeHours),
    maxRetries: settings.maxRetries,
  });
}

/** Adds a call to the caller's live recovery; null when there is none. */
export async function joinRecovery(
  tx: TenantTx,
  deps: NoteCallDeps,
  call: CallRow,
  now: Date,
): Promise<MissedCallEntryRow | null> {
  const event = { type: 'missed', at: call.startedAt } as const;
  const entry = await tellLatest(tx, deps, call, { event, now });
  if (!entry) return null;
  const [, ...later] = callIdsOf(entry);
  await updateMissedCallEntry(tx, entry.id, { context: { callIds: [...later, call.id] } });
  return entry;
}

/** Tells the caller's live recovery of an event; null when there is none. */
async function tellLatest(
  tx: TenantTx,
  { publish }: NoteCallDeps,
  { contactCardId }: CallRow,
  news: { readonly event: RecoveryEvent; readonly now: Date },
): Promise<MissedCallEntryRow | null> {
  const entry = await lockLatestMissedCallEntry(tx, contactCardId);
  if (!entry || !isLive({ status: entry.status as Recovery['status'] })) return null;
  await moveRecovery(tx, publish, entry, news);
  return entry;
}
