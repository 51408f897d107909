import {
  hasEmailOptOut,
  insertAuditEntry,
  lockFollowUpDraft,
  updateFollowUpDraft,
  type Database,
  type DraftReader,
  type FollowUpDraftRow,
} from '@otto/db';
import { EmailNotConfiguredError, ProviderError, type Mailer } from '@otto/integrations';
import { htmlOf } from './html-of';
import { unsubscribeUrl } from './unsubscribe';

interface MailToSend {
  readonly companyId: string;
  readonly draft: FollowUpDraftRow;
  readonly reader: DraftReader;
  readonly now: Date;
}

interface MailDeps {
  readonly database: Database;
  readonly mailer: Mailer;
  readonly publicUrl: string;
  readonly encryptionKeys: string;
}

type Changes = Partial<FollowUpDraftRow>;
const AGAIN_MS = 5 * 60_000;

/**
 * Sends an approved draft as a mail: it is stored as being sent before the server is asked, so that
 * a crash or a silent server leaves it `unknown` and it is not sent again. Throws
 * EmailNotConfiguredError, after noting it, where there is no server.
 */
export async function sendMail(
  deps: MailDeps,
  { companyId, draft, reader, now }: MailToSend,
): Promise<void> {
  const { database, mailer } = deps;
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
  const { email } = reader;
  if (email === null) {
    await change('approved', { status: 'failed', errorCode: 'NO_ADDRESS' });
    return;
  }
  if (!(await mayGo(database, { companyId, draft, email, now }))) return;
  try {
    const link = unsubscribeUrl(deps, { companyId, email });
    await mailer.send({
      id: draft.id,
      to: email,
      senderName: reader.companyName,
      subject: draft.subject ?? reader.companyName,
      ...bodyOf(draft.finalText ?? draft.draftText, link),
      unsubscribeUrl: link,
      ...(reader.authorEmail === null ? {} : { replyTo: reader.authorEmail }),
    });
  } catch (error) {
    await change('sending', changesAfter(error, now));
    if (error instanceof EmailNotConfiguredError) throw error;
    return;
  }
  await change('sending', { status: 'sent', sentAt: now, errorCode: null });
}

/** Decides, writes the decision down, and stores a mail that may go as being sent. */
async function mayGo(
  database: Database,
  { companyId, draft: { id }, email, now }: Omit<MailToSend, 'reader'> & { readonly email: string },
): Promise<boolean> {
  return database.withTenant(companyId, async (tx) => {
    const current = await lockFollowUpDraft(tx, id);
    if (current?.status !== 'approved') return false;
    const isOptedOut = await hasEmailOptOut(tx, email);
    await updateFollowUpDraft(
      tx,
      id,
      isOptedOut
        ? { status: 'rejected', errorCode: 'opted_out' }
        : { status: 'sending', sendingAt: now },
    );
    await insertAuditEntry(tx, {
      companyId,
      action: isOptedOut ? 'messaging_blocked_opted_out' : 'messaging_sent',
      resourceType: 'follow_up_draft',
      resourceId: id,
      context: { channel: 'email' },
    });
    return !isOptedOut;
  });
}

/** The words in both parts, each with the way out of them. */
function bodyOf(words: string, link: string) {
  return {
    text: `${words}\n\nNo more e-mails: ${link}`,
    html: `${htmlOf(words)}\n<p><a href="${link}">No more e-mails</a></p>`,
  };
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
