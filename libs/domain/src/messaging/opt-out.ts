import {
  failHeldTexts,
  insertAuditEntry,
  putConsent,
  putEmailOptOut,
  rejectDraftsTo,
  type AuditEntry,
  type ConsentChange,
  type TenantTx,
} from '@otto/db';
import type { Publish } from '../live';
import { noteOptOut } from '../recovery/note-text';

/** No more texts to a phone: what its owner has texted, or what the carrier says of it. */
export interface TextOptOut {
  readonly channel: 'sms';
  /** Null where the phone is a colleague's. */
  readonly contactCardId: string | null;
  /** E.164. */
  readonly phone: string;
  readonly source: ConsentChange['source'];
  /** The word that said so; null where it was none. */
  readonly keyword: string | null;
  /** The text that said so, or that was refused for it. */
  readonly messageId: string;
  /** When it was so; what the owner has said since then counts. */
  readonly at: Date;
  readonly publish: Publish;
}

/** No more mails to an address, by the link in one of them. */
export interface MailOptOut {
  readonly channel: 'email';
  readonly email: string;
  readonly source: 'link';
}

export type OptOut = TextOptOut | MailOptOut;

/**
 * The one way out of what a company sends, whoever tells of it: the wish is kept, what waits to go
 * there is taken back, the winning back by text ends, and the audit log says so, all in one
 * transaction. News that is older than what is known changes nothing. Where it is about texts, the
 * contact's card is locked already.
 */
export async function optOut(tx: TenantTx, wish: OptOut): Promise<void> {
  if (!(await keep(tx, wish))) return;
  const reader = wish.channel === 'sms' ? wish.phone : wish.email;
  const rejectedDrafts = await rejectDraftsTo(tx, wish.channel, reader);
  const { action, context, ...about } = entryOf(wish);
  await insertAuditEntry(tx, {
    companyId: tx.companyId,
    action,
    ...about,
    context: { ...context, source: wish.source, rejectedDrafts },
  });
  if (wish.channel === 'email' || wish.contactCardId === null) return;
  const { contactCardId, at, publish } = wish;
  await failHeldTexts(tx, contactCardId, 'opted_out');
  await noteOptOut(tx, publish, { contactCardId, at });
}

/** Answers whether it is news. */
function keep(tx: TenantTx, wish: OptOut): Promise<boolean> {
  if (wish.channel === 'email') return putEmailOptOut(tx, wish.email);
  const { phone, source, keyword, at: changedAt } = wish;
  return putConsent(tx, { phone, state: 'opted_out', keyword, source, changedAt });
}

function entryOf(wish: OptOut): Omit<AuditEntry, 'companyId'> {
  if (wish.channel === 'email') return { action: 'email_opted_out', resourceType: 'email' };
  const { contactCardId, messageId } = wish;
  return {
    action: 'messaging_opted_out',
    ...(contactCardId === null
      ? { resourceType: 'staff_text', resourceId: messageId }
      : { resourceType: 'contact_card', resourceId: contactCardId }),
    context: { messageId },
  };
}
