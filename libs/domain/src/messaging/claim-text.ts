import {
  insertAuditEntry,
  insertMessage,
  lockContactCard,
  lockMessageByDedupeKey,
  lockTexting,
  updateMessage,
  type MessageRow,
  type SendingScene,
  type TenantTx,
} from '@otto/db';
import { decideSending, type SendingDecision } from './decide-sending';
import { asFirstText } from './first-text';
import { outcomeOfMessage } from './outcome-of-message';
import type { SendOutcome, SendRequest } from './sending';
import { readFacts, type SendingMoment } from './sending-facts';

export type Claim =
  | { readonly outcome: SendOutcome }
  /** Stored as being sent; the provider is to be asked once. */
  | { readonly text: MessageRow & { readonly companyPhone: string } };

/**
 * Decides about a text, writes the decision to the audit log, and stores a text that may go as being
 * sent. Of a key that was there before it tells what became of that text.
 */
export async function claimText(
  tx: TenantTx,
  request: SendRequest,
  moment: SendingMoment,
): Promise<Claim> {
  const { contactCardId, phone, callId = null, dedupeKey } = request;
  // A STOP of the customer is recorded under the same lock.
  if (!(await lockContactCard(tx, contactCardId))) throw new Error('the contact is not there');
  const before = await lockMessageByDedupeKey(tx, dedupeKey);
  if (before && before.status !== 'held') return { outcome: outcomeOfMessage(before) };
  // Two texts at once would each find the other not yet sent, and both go beyond a cap.
  await lockTexting(tx);
  const { found, facts } = await readFacts(tx, request, moment);
  const decision = decideSending(facts);
  if (!decision.mayGo) {
    await auditDecision(tx, request, decision, before?.id ?? null);
    return { outcome: { outcome: 'blocked', reason: decision.reason, until: decision.until } };
  }
  const companyPhone = found.companyPhone as string;
  const body = found.isKnown ? request.body : asFirstText(request.body, found.companyName);
  const attempt = { body, companyPhone, sendingAt: moment.now, status: 'sending', errorCode: null };
  if (before) await updateMessage(tx, before.id, attempt);
  const text = before
    ? { ...before, ...attempt }
    : await insertMessage(tx, {
        ...attempt,
        ...writerOf(request, found, companyPhone),
        contactCardId,
        callId,
        leadId: request.leadId ?? null,
        direction: 'outbound',
        provider: 'twilio',
        customerPhone: phone,
        dedupeKey,
        createdAt: moment.now,
      });
  // Requests with the same key wait for the contact above, unless they name another one.
  if (!text) throw new Error('the key belongs to a text to somebody else');
  await auditDecision(tx, request, decision, text.id);
  return { text: { ...text, companyPhone } };
}

/** What a user of the role is called as the writer of a text. */
export const SENDER_ROLES: Readonly<Record<string, string>> = {
  manager: 'manager',
  csr: 'csr',
  sales_rep: 'rep',
};

function writerOf({ isAutomated, userId }: SendRequest, found: SendingScene, companyPhone: string) {
  return isAutomated
    ? { type: 'automated', senderRole: 'otto', sender: companyPhone }
    : {
        type: 'manual',
        senderRole: SENDER_ROLES[found.writerRole ?? ''] ?? 'csr',
        sender: userId ?? companyPhone,
      };
}

/** Writes the decision about the text to the audit log. */
export async function auditDecision(
  tx: TenantTx,
  request: SendRequest,
  decision: SendingDecision,
  messageId: string | null,
): Promise<void> {
  const { companyId, contactCardId, dedupeKey, isAutomated, userId, override } = request;
  await insertAuditEntry(tx, {
    companyId,
    ...(userId === undefined ? {} : { userId }),
    action: decision.mayGo ? 'messaging_sent' : `messaging_blocked_${decision.reason}`,
    resourceType: 'message',
    ...(messageId === null ? {} : { resourceId: messageId }),
    context: {
      contactCardId,
      dedupeKey,
      isAutomated,
      ...(override === undefined ? {} : { override }),
      ...(decision.mayGo ? {} : { until: decision.until?.toISOString() ?? null }),
    },
  });
}
