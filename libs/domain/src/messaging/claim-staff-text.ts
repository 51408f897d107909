import {
  countStaffTextsSince,
  findStaffPhone,
  insertAuditEntry,
  lockStaffText,
  lockTexting,
  lockUnassignedBooking,
  updateStaffText,
  type StaffTextRow,
  type TenantTx,
} from '@otto/db';
import { localDay, localToday } from '../time/local-day';
import { decideSending, type SendingDecision } from './decide-sending';
import { asFirstText } from './first-text';
import { readFacts } from './sending-facts';

export type StaffClaim =
  /** It went out, or is needed no more, or must not go. */
  | { readonly next: 'nothing' }
  | { readonly next: 'later'; readonly runAt: Date }
  /** Stored as being sent; the provider is to be asked once. */
  | { readonly next: 'ask'; readonly to: string; readonly from: string; readonly text: string };

/**
 * Decides about a text to a manager by the rules that hold for all texts, and stores one that may go
 * as being sent. A visit that has got a rep meanwhile, or has begun, needs none.
 */
export async function claimStaffText(
  tx: TenantTx,
  id: string,
  { now, hasAccount }: { readonly now: Date; readonly hasAccount: boolean },
): Promise<StaffClaim> {
  const row = await lockStaffText(tx, id);
  if (row?.status !== 'held') return { next: 'nothing' };
  const phone = await findStaffPhone(tx, row.userId);
  const booking = await lockUnassignedBooking(tx, row.appointmentId);
  if (phone === null || !booking || booking.scheduledStart <= now) {
    return giveUp(tx, id, 'not_needed');
  }
  await lockTexting(tx);
  const about = { companyId: tx.companyId, contactCardId: null, phone, isAutomated: true };
  // Who works there need not be in business hours to hear of a visit.
  const moment = { now, hasAccount, businessHours: null, isAnswer: false };
  const { found, facts } = await readFacts(tx, about, moment);
  const zone = facts.companyZone;
  const today = zone && localDay(localToday(now, zone), zone).from;
  const sentToPhone = today ? await countStaffTextsSince(tx, row.userId, today) : 0;
  const decision = decideSending({ ...facts, sentToPhone });
  await audit(tx, row, decision);
  if (!decision.mayGo) {
    const { reason, until } = decision;
    if (until === null || until >= booking.scheduledStart) return giveUp(tx, id, reason);
    return { next: 'later', runAt: until };
  }
  await updateStaffText(tx, id, { status: 'sending', sendingAt: now });
  const text = wordsOf(found.companyName, booking.scheduledStart, found.companyZone);
  return { next: 'ask', to: phone, from: found.companyPhone as string, text };
}

async function giveUp(tx: TenantTx, id: string, errorCode: string): Promise<StaffClaim> {
  await updateStaffText(tx, id, { status: 'failed', errorCode });
  return { next: 'nothing' };
}

/** Names no customer: phones are lost, and shown around. */
function wordsOf(companyName: string, start: Date, timeZone: string): string {
  const when = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })
    .format(start)
    // A narrow space would make the text twice as long on its way.
    .replace(/\s/g, ' ');
  return asFirstText(
    `The visit of ${when} has no rep yet. Please assign one in Otto.`,
    companyName,
  );
}

async function audit(
  tx: TenantTx,
  { id, userId, dedupeKey }: StaffTextRow,
  decision: SendingDecision,
): Promise<void> {
  const { companyId } = tx;
  await insertAuditEntry(tx, {
    companyId,
    action: decision.mayGo ? 'messaging_sent' : `messaging_blocked_${decision.reason}`,
    resourceType: 'staff_text',
    resourceId: id,
    context: { userId, dedupeKey, isAutomated: true },
  });
}
