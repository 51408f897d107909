import { findMessage, lockMessage, updateMessage, type Database, type MessageRow } from '@otto/db';
import { sendText, type Enqueuer, type JobContext } from '@otto/queues';
import { tenantOf } from '../jobs/tenant-of';
import type { Clock } from '../time/clock';
import type { SendMessage, SendOutcome, SendRequest } from './sending';

/** What is not known to have gone out is looked for by then. */
const LOOK_AGAIN_MS = 20 * 60_000;
/** What could not go out by then says nothing of today any more. */
const STALE_MS = 24 * 3_600_000;

interface StoredText {
  readonly messageId: string;
  readonly overridesQuietHours: boolean;
}

/**
 * Sends a text that a person wrote, by the rules of texting. What has to wait comes again at its
 * time; what the rules forbid, or nobody took within a day, is marked as failed with the reason.
 */
export function createSendText(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly clock: Clock;
  readonly sendMessage: SendMessage;
}) {
  const { database, jobs, clock } = deps;

  return async (stored: StoredText, job: JobContext): Promise<void> => {
    const { messageId } = stored;
    const companyId = tenantOf(job);
    const message = await database.withTenant(companyId, (tx) => findMessage(tx, messageId));
    const request = message && requestOf(message, stored);
    if (!request) return;
    const outcome = await deps.sendMessage(request, job.signal);
    const next = nextOf(outcome, clock.now(), {
      isStale: clock.now().getTime() - message.createdAt.getTime() > STALE_MS,
      isLast: job.attempt >= job.maxAttempts,
    });
    await database.withTenant(companyId, async (tx) => {
      if (next.again) await jobs.enqueue(tx, sendText, stored, { runAt: next.again });
      if (next.failure !== null) {
        const current = await lockMessage(tx, messageId);
        if (current?.status === 'held') {
          await updateMessage(tx, messageId, { status: 'failed', errorCode: next.failure });
        }
      }
      await job.completeIn(tx, { outcome: outcome.outcome });
    });
  };
}

/** Null for what has gone out, or is no text of ours. */
function requestOf(message: MessageRow, stored: StoredText): SendRequest | null {
  const { companyId, contactCardId, leadId, callId, customerPhone, dedupeKey } = message;
  const isToSend = ['held', 'sending', 'unknown'].includes(message.status);
  if (!isToSend || customerPhone === null || dedupeKey === null) return null;
  return {
    companyId,
    contactCardId,
    phone: customerPhone,
    body: message.body,
    dedupeKey,
    isAutomated: false,
    userId: message.sender,
    ...(leadId === null ? {} : { leadId }),
    ...(callId === null ? {} : { callId }),
    ...(stored.overridesQuietHours ? { override: 'quiet_hours' } : {}),
  };
}

interface Next {
  readonly again: Date | null;
  readonly failure: string | null;
}

/** Throws where the job's own retries will do. */
function nextOf(
  outcome: SendOutcome,
  now: Date,
  { isStale, isLast }: { readonly isStale: boolean; readonly isLast: boolean },
): Next {
  switch (outcome.outcome) {
    case 'sent':
      return { again: null, failure: null };
    case 'unknown':
      return { again: isStale ? null : new Date(now.getTime() + LOOK_AGAIN_MS), failure: null };
    case 'blocked':
      return outcome.until === null || isStale
        ? { again: null, failure: outcome.reason }
        : { again: outcome.until, failure: null };
    case 'failed':
      if (outcome.isRetryable && !isLast && !isStale) {
        throw new Error(`the text was not taken: ${outcome.code ?? 'no code'}`);
      }
      return { again: null, failure: outcome.code ?? 'not_taken' };
  }
}
