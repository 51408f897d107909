import {
  lockFollowUpDraft,
  updateFollowUpDraft,
  type Database,
  type DraftReader,
  type FollowUpDraftRow,
} from '@otto/db';
import { EmailNotConfiguredError, ProviderError, type Mailer } from '@otto/integrations';
import { htmlOf } from './html-of';

interface MailToSend {
  readonly companyId: string;
  readonly draft: FollowUpDraftRow;
  readonly reader: DraftReader;
  readonly now: Date;
}

type Changes = Partial<FollowUpDraftRow>;
const AGAIN_MS = 5 * 60_000;

/**
 * Sends an approved draft as a mail: it is stored as being sent before the server is asked, so that
 * a crash or a silent server leaves it `unknown` and it is not sent again. Throws
 * EmailNotConfiguredError, after noting it, where there is no server.
 */
export async function sendMail(
  { database, mailer }: { readonly database: Database; readonly mailer: Mailer },
  { companyId, draft, reader, now }: MailToSend,
): Promise<void> {
  const change = (from: string, changes: Changes) =>
    database.withTenant(companyId, async (tx) => {
      const current = await lockFollowUpDraft(tx, draft.id);
      if (current?.status !== from) return false;
      await updateFollowUpDraft(tx, draft.id, changes);
      return true;
    });
  if (draft.status === 'sending') {
    await change('sending', { status: 'unknown', errorCode: 'CUT_OFF' });
    return;
  }
  if (reader.email === null) {
    await change('approved', { status: 'failed', errorCode: 'NO_ADDRESS' });
    return;
  }
  if (!(await change('approved', { status: 'sending', sendingAt: now }))) return;
  try {
    const text = draft.finalText ?? draft.draftText;
    await mailer.send({
      id: draft.id,
      to: reader.email,
      subject: draft.subject ?? reader.companyName,
      text,
      html: htmlOf(text),
      ...(reader.authorEmail === null ? {} : { replyTo: reader.authorEmail }),
    });
  } catch (error) {
    await change('sending', changesAfter(error, now));
    if (error instanceof EmailNotConfiguredError) throw error;
    return;
  }
  await change('sending', { status: 'sent', sentAt: now, errorCode: null });
}

function changesAfter(error: unknown, now: Date): Changes {
  if (error instanceof EmailNotConfiguredError) return { status: 'failed', errorCode: 'NO_MAILER' };
  if (!(error instanceof ProviderError)) return { status: 'unknown' };
  const { code: errorCode, isUnknownOutcome, isRetryable } = error;
  if (isUnknownOutcome) return { status: 'unknown', errorCode };
  return isRetryable
    ? { status: 'approved', errorCode, scheduledSendTime: new Date(now.getTime() + AGAIN_MS) }
    : { status: 'failed', errorCode };
}
