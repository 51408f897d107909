import {
  lockContactCard,
  lockMessage,
  updateMessage,
  type Database,
  type MessageRow,
  type TenantTx,
} from '@otto/db';
import { TWILIO_CODES, type ProviderError } from '@otto/integrations';
import type { Publish } from '../live';
import { noteFound } from '../recovery/note-outcome';
import { noteHumanText } from '../recovery/note-text';
import { recordEvents } from '../timeline/record-events';
import { optOut } from './opt-out';
import { outcomeOfMessage } from './outcome-of-message';
import type { SendOutcome } from './sending';

/** One asking of the provider for a text. */
export interface Sending {
  readonly database: Database;
  readonly publish: Publish;
  readonly companyId: string;
  readonly contactCardId: string;
  readonly messageId: string;
  readonly at: Date;
}

/** Notes that the provider has the text, and under which id. */
export async function settleTaken(
  { database, publish, companyId, messageId, at }: Sending,
  providerMessageId: string,
): Promise<SendOutcome> {
  return database.withTenant(companyId, async (tx) => {
    const message = await lockMessage(tx, messageId);
    if (message) await noteTaken(tx, publish, message, { providerMessageId, at });
    return { outcome: 'sent', messageId };
  });
}

/**
 * The same inside a transaction that has locked the text. A status that was heard first stays. Where
 * a person wrote it, the winning back of a missed caller is theirs from now on.
 */
async function noteTaken(
  tx: TenantTx,
  publish: Publish,
  message: MessageRow,
  { providerMessageId, at }: { readonly providerMessageId: string; readonly at: Date },
): Promise<void> {
  const isNews = ['sending', 'unknown', 'held'].includes(message.status);
  await updateMessage(tx, message.id, {
    providerMessageId,
    ...(isNews ? { status: 'queued', errorCode: null } : {}),
  });
  const { id: messageId, contactCardId, leadId, callId, senderRole } = message;
  await recordEvents(tx, publish, [
    {
      contactCardId,
      leadId,
      callId,
      at,
      eventType: 'sms_sent',
      actorRole: senderRole,
      metadata: { messageId },
      uniqueKey: `sms_sent:${messageId}`,
    },
  ]);
  await noteHumanText(tx, publish, message, at);
}

/** The same for a text of which nobody knew whether the provider has it. */
export async function noteFoundOut(
  tx: TenantTx,
  publish: Publish,
  message: MessageRow,
  taken: { readonly providerMessageId: string; readonly at: Date },
): Promise<void> {
  await noteTaken(tx, publish, message, taken);
  await noteFound(tx, message);
}

/** Notes why the provider does not have the text, or that nobody knows whether it has. */
export async function settleFailed(
  { database, publish, companyId, contactCardId, messageId }: Sending,
  error: ProviderError,
): Promise<SendOutcome> {
  const isOptOut = error.code === TWILIO_CODES.optedOut;
  return database.withTenant(companyId, async (tx) => {
    // The card before the text, as everywhere.
    if (isOptOut) await lockContactCard(tx, contactCardId);
    const message = await lockMessage(tx, messageId);
    if (!message) return { outcome: 'unknown', messageId };
    // A status that came by webhook meanwhile knows better.
    if (message.status !== 'sending') return outcomeOfMessage(message);
    const status = statusAfter(error);
    await updateMessage(tx, messageId, { status, errorCode: error.code });
    if (isOptOut) await noteRefusal(tx, publish, message);
    return outcomeOfMessage({ ...message, status, errorCode: error.code });
  });
}

/**
 * The carrier would not take the text because its reader has opted out there: so they have here,
 * unless they have said otherwise since it was asked. The contact's card is locked already.
 */
export async function noteRefusal(
  tx: TenantTx,
  publish: Publish,
  { id: messageId, contactCardId, customerPhone: phone, sendingAt, createdAt }: MessageRow,
): Promise<void> {
  if (phone === null) return;
  const about = { contactCardId, phone, messageId, at: sendingAt ?? createdAt };
  await optOut(tx, { channel: 'sms', ...about, source: 'carrier', keyword: null, publish });
}

function statusAfter({ isUnknownOutcome, isRetryable }: ProviderError): string {
  if (isUnknownOutcome) return 'unknown';
  return isRetryable ? 'held' : 'failed';
}
