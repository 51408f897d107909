import {
  findDraftReader,
  lockFollowUpDraft,
  updateFollowUpDraft,
  type Database,
  type DraftReader,
  type FollowUpDraftRow,
} from '@otto/db';
import type { Mailer } from '@otto/integrations';
import type { JobContext } from '@otto/queues';
import { tenantOf } from '../jobs/tenant-of';
import type { SendMessage, SendOutcome, SendRequest } from '../messaging/sending';
import type { Clock } from '../time/clock';
import { sendMail } from './send-mail';

export interface SendDraftDeps {
  readonly database: Database;
  readonly sendMessage: SendMessage;
  readonly mailer: Mailer;
  readonly clock: Clock;
}

interface DraftToSend {
  readonly draftId: string;
  /** Only who sends it may have it so. */
  readonly overridesQuietHours?: boolean | undefined;
}

type Changes = Partial<FollowUpDraftRow>;
const AGAIN_MS = 5 * 60_000;
const CLOCKS_DIFFER_MS = 5_000;

/**
 * Sends one approved draft by the rules of texting, or as a mail. What has to wait keeps its state
 * with the time to try again, for the schedule of due follow-ups; nothing goes out twice.
 */
export function createSendDraft(deps: SendDraftDeps) {
  const { database, clock } = deps;

  return async (
    { draftId, overridesQuietHours = false }: DraftToSend,
    job: JobContext,
  ): Promise<void> => {
    const companyId = tenantOf(job);
    const now = clock.now();
    const found = await database.withTenant(companyId, async (tx) => {
      const draft = await lockFollowUpDraft(tx, draftId);
      if (!draft) return null;
      return { draft, reader: await findDraftReader(tx, draft) };
    });
    if (!found || !isDue(found.draft, now)) return;
    const { draft, reader } = found;
    if (draft.draftType === 'email') return sendMail(deps, { companyId, draft, reader, now });
    if (draft.status !== 'approved' || draft.draftType !== 'sms') return;
    const outcome = await deps.sendMessage(
      requestOf({ companyId, overridesQuietHours }, draft, reader),
      job.signal,
    );
    await database.withTenant(companyId, async (tx) => {
      const current = await lockFollowUpDraft(tx, draftId);
      if (current && mayChange(current, outcome)) {
        await updateFollowUpDraft(tx, draftId, changesAfter(outcome, now));
      }
      await job.completeIn(tx);
    });
  };
}

function requestOf(
  { companyId, overridesQuietHours }: { companyId: string; overridesQuietHours: boolean },
  draft: FollowUpDraftRow,
  reader: DraftReader,
): SendRequest {
  const { id, contactCardId, approvedBy, generatedFor, draftText, finalText } = draft;
  return {
    companyId,
    contactCardId,
    phone: reader.phone,
    body: finalText ?? draftText,
    dedupeKey: `draft:${id}`,
    // A person has read and approved it.
    isAutomated: false,
    userId: approvedBy ?? generatedFor,
    ...(overridesQuietHours ? { override: 'quiet_hours' } : {}),
  };
}

/** Its time may have been changed, or taken back, since the job was asked for. */
function isDue({ status, scheduledSendTime: at }: FollowUpDraftRow, now: Date): boolean {
  if (status !== 'approved') return true;
  return at !== null && at.getTime() <= now.getTime() + CLOCKS_DIFFER_MS;
}

/** Whatever was decided meanwhile, a text that went out was sent. */
function mayChange({ status }: FollowUpDraftRow, { outcome }: SendOutcome): boolean {
  return status === 'approved' || outcome === 'sent';
}

function changesAfter(outcome: SendOutcome, now: Date): Changes {
  const again = new Date(now.getTime() + AGAIN_MS);
  switch (outcome.outcome) {
    case 'sent':
      return { status: 'sent', sentAt: now, errorCode: null };
    case 'unknown':
      return { scheduledSendTime: again };
    case 'failed':
      return outcome.isRetryable
        ? { scheduledSendTime: again, errorCode: outcome.code }
        : { status: 'failed', errorCode: outcome.code };
    case 'blocked':
      if (outcome.reason === 'opted_out') return { status: 'rejected', errorCode: 'opted_out' };
      if (outcome.until === null) return { status: 'failed', errorCode: outcome.reason };
      return {
        scheduledSendTime: outcome.until,
        blockedByQuietHours: outcome.reason === 'quiet_hours',
        errorCode: outcome.reason,
      };
  }
}
