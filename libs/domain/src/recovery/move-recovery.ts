import {
  findLastTouch,
  findMissedCallSettings,
  markAttemptAnswered,
  updateMissedCallEntry,
  type MissedCallChanges,
  type MissedCallEntryRow,
  type TenantTx,
} from '@otto/db';
import type { Publish } from '../live';
import { addTasks } from '../tasks/add-tasks';
import { recordEvents } from '../timeline/record-events';
import { isLive, type Recovery, type RecoveryEffect, type RecoveryEvent } from './recovery';
import { advance } from './recovery-machine';
import { recoveryOf, rulesOf } from './stored-recovery';

const KEPT_MS = 90 * 86_400_000;

export interface Moved {
  readonly recovery: Recovery;
  /** Whether the text of the attempt is to go out now. */
  readonly mustSend: boolean;
  /** The attempt that a worker is to be given. */
  readonly attempt: number | null;
}

/** Tells a locked entry of an event and stores what becomes of it; sends and enqueues nothing. */
export async function moveRecovery(
  tx: TenantTx,
  publish: Publish,
  entry: MissedCallEntryRow,
  { event, now }: { readonly event: RecoveryEvent; readonly now: Date },
): Promise<Moved> {
  const before = recoveryOf(entry);
  const settings = await findMissedCallSettings(tx);
  const { recovery, effects } = advance(before, event, rulesOf(entry, settings));
  const answered = recovery.customerResponded && !before.customerResponded;
  if (recovery !== before) {
    await updateMissedCallEntry(tx, entry.id, {
      ...columnsOf(recovery),
      ...(isLive(before) && !isLive(recovery) ? endColumns(recovery, now) : {}),
      ...(answered ? await answerColumns(tx, entry, event, now) : {}),
    });
  }
  if (answered) await markAttemptAnswered(tx, entry.id, now);
  for (const effect of effects) await perform(tx, publish, entry, effect);
  const next = effects.find((effect) => effect.do === 'attempt');
  return {
    recovery,
    mustSend: effects.some((effect) => effect.do === 'send'),
    attempt: next?.attempt ?? null,
  };
}

function columnsOf(recovery: Recovery): MissedCallChanges {
  const { status, attempts, nextAttemptAt, lastAttemptAt, lastMissedAt } = recovery;
  return {
    status,
    retryCount: attempts,
    aiRescueAttempted: attempts > 0,
    nextAttemptAt,
    lastAttemptAt,
    lastMissedAt,
    customerResponded: recovery.customerResponded,
  };
}

function endColumns({ status, reason }: Recovery, now: Date): MissedCallChanges {
  return {
    processedAt: now,
    dataRetentionExpiresAt: new Date(now.getTime() + KEPT_MS),
    ...(status === 'escalated' ? { escalationReason: reason, escalatedAt: now } : {}),
    ...(status === 'failed' ? { optOutReason: reason, consentStatus: 'withdrawn' } : {}),
  };
}

async function answerColumns(
  tx: TenantTx,
  { contactCardId, missedAt }: MissedCallEntryRow,
  event: RecoveryEvent,
  now: Date,
): Promise<MissedCallChanges> {
  const until = event.type === 'reply' && event.at > now ? event.at : now;
  const rescuedBy = await findLastTouch(tx, contactCardId, missedAt, until);
  return { respondedAt: now, recoveryMethod: 'sms', rescuedBy };
}

async function perform(
  tx: TenantTx,
  publish: Publish,
  entry: MissedCallEntryRow,
  effect: RecoveryEffect,
): Promise<void> {
  if (effect.do === 'tell') return tellOfRecovery(tx, publish, entry, effect.news);
  if (effect.do !== 'call_back') return;
  const { id, contactCardId, leadId, callId, priorityRank } = entry;
  await addTasks(tx, publish, {
    about: { contactCardId, leadId, callId },
    tasks: [
      {
        description: 'Call back a missed caller whom no text has reached',
        assignedTo: 'csr',
        source: 'otto',
        actionType: 'call_back',
        contactMethod: 'phone',
        priority: priorityRank === 1 ? 'high' : 'medium',
        dueAt: effect.dueAt,
        uniqueKey: `recovery:call-back:${id}`,
      },
    ],
  });
}

/** Tells the timeline and the front ends of the news, once per entry. */
export async function tellOfRecovery(
  tx: TenantTx,
  publish: Publish,
  { id, contactCardId, leadId, callId }: MissedCallEntryRow,
  news: string,
): Promise<void> {
  await recordEvents(tx, publish, [
    {
      contactCardId,
      leadId,
      callId,
      eventType: news,
      actorId: 'otto',
      metadata: { entryId: id },
      uniqueKey: `${news}:${id}`,
    },
  ]);
}
