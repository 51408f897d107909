import {
  findCompanyName,
  findContactName,
  findMessageTemplate,
  putMissedCallAttempt,
  lockMissedCallEntry,
  type Database,
  type MissedCallEntryRow,
  type TenantTx,
} from '@otto/db';
import type { JobContext, Locks } from '@otto/queues';
import { tenantOf } from '../jobs/tenant-of';
import type { Publish } from '../live';
import { fillTemplate } from '../messaging/fill-template';
import type { SendMessage, SendOutcome, SendRequest } from '../messaging/sending';
import type { Clock } from '../time/clock';
import { moveRecovery } from './move-recovery';
import type { RecoveryEvent } from './recovery';
import { recoveryWords } from './recovery-words';
import { keyOfAttempt } from './note-outcome';
import { callIdsOf } from './stored-recovery';

const LOCK_MS = 30_000;

export interface AttemptRecoveryDeps {
  readonly database: Database;
  readonly locks: Locks;
  readonly publish: Publish;
  readonly clock: Clock;
  readonly sendMessage: SendMessage;
  /** Told of what became of each attempt. */
  readonly onAttempt?: ((outcome: SendOutcome['outcome']) => void) | undefined;
}

/**
 * Texts a missed caller. The state says whether it is time, the attempt's key that the text goes out
 * once; the lock only keeps two workers from doing the same.
 */
export function createAttemptRecovery(deps: AttemptRecoveryDeps) {
  const { database, locks, publish, clock } = deps;

  async function begin(tx: TenantTx, asked: Asked, job: JobContext) {
    const { entryId, attempt } = asked;
    const entry = await lockMissedCallEntry(tx, entryId);
    const now = clock.now();
    const event = { type: 'attempt', attempt, now } as const;
    const moved = entry && (await moveRecovery(tx, publish, entry, { event, now }));
    if (entry && moved?.mustSend) return textOfAttempt(tx, entry, asked);
    await job.completeIn(tx, { outcome: 'nothing_to_do' });
    return null;
  }

  async function finish(tx: TenantTx, entryId: string, done: Done, job: JobContext) {
    const entry = await lockMissedCallEntry(tx, entryId);
    if (!entry) return;
    const { outcome, attempt } = done;
    const now = clock.now();
    await moveRecovery(tx, publish, entry, { event: eventOf(outcome, attempt, now), now });
    if (outcome.outcome === 'sent' || outcome.outcome === 'unknown') {
      await putMissedCallAttempt(tx, {
        entryId,
        attemptNumber: attempt,
        messageId: outcome.messageId,
        success: outcome.outcome === 'sent',
        attemptedAt: now,
      });
    }
    await job.completeIn(tx, { outcome: outcome.outcome });
  }

  return (asked: Asked, job: JobContext) => {
    const { entryId, attempt } = asked;
    const companyId = tenantOf(job);
    return locks.withLock(`recovery:${entryId}`, LOCK_MS, async (lost) => {
      const request = await database.withTenant(companyId, (tx) => begin(tx, asked, job));
      if (!request) return;
      const signal = AbortSignal.any([job.signal, lost]);
      const outcome = await deps.sendMessage(request, signal);
      await database.withTenant(companyId, (tx) => finish(tx, entryId, { attempt, outcome }, job));
      deps.onAttempt?.(outcome.outcome);
    });
  };
}

/** An attempt, and who wants it made now where it is not the schedule. */
export interface Ordered {
  readonly attempt: number;
  readonly orderedBy?: string | undefined;
  readonly overridesQuietHours?: boolean | undefined;
}

interface Asked extends Ordered {
  readonly entryId: string;
}

interface Done {
  readonly attempt: number;
  readonly outcome: SendOutcome;
}

/** The text of an attempt; a person who has it sent now may override quiet hours. */
export async function textOfAttempt(
  tx: TenantTx,
  entry: MissedCallEntryRow,
  { attempt, orderedBy, overridesQuietHours = false }: Ordered,
): Promise<SendRequest> {
  const { contactCardId, leadId, customerPhone: phone } = entry;
  const template = await findMessageTemplate(tx, `missed_call_${attempt}`);
  const callId = callIdsOf(entry).at(-1);
  return {
    companyId: tx.companyId,
    contactCardId,
    phone,
    body: fillTemplate(template?.body ?? recoveryWords(attempt), {
      company: await findCompanyName(tx),
      name: await findContactName(tx, contactCardId),
    }),
    dedupeKey: keyOfAttempt(entry.id, attempt),
    isAutomated: true,
    firstText: attempt === 1 || entry.businessHoursOverride,
    ...(leadId === null ? {} : { leadId }),
    ...(callId === undefined ? {} : { callId }),
    ...(orderedBy === undefined ? {} : { userId: orderedBy }),
    ...(overridesQuietHours ? { override: 'quiet_hours' } : {}),
  };
}

function eventOf(outcome: SendOutcome, attempt: number, now: Date): RecoveryEvent {
  switch (outcome.outcome) {
    case 'sent':
    case 'unknown':
      return { type: outcome.outcome, attempt, now };
    case 'blocked':
      return { type: 'blocked', attempt, now, reason: outcome.reason, until: outcome.until };
    case 'failed': {
      const { isOptOut, isRetryable } = outcome;
      return { type: 'failed', attempt, now, isOptOut, isRetryable };
    }
  }
}
