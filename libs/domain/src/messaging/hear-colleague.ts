import { findLatestStaffText, putConsent, type TenantTx } from '@otto/db';
import type { DeliveryOutcome } from '../deliveries/handle-delivery';
import type { Publish } from '../live';
import { optOut } from './opt-out';
import { readWords } from './read-words';
import type { TextNews } from './text-news';

/** Whoever answers a text of Otto's does so by then. */
const ANSWER_MS = 7 * 86_400_000;

/**
 * What a manager answers to a text of Otto's: it opens no lead, but a STOP is one. Null where it is
 * no such answer.
 */
export async function hearColleague(
  tx: TenantTx,
  { direction, customerPhone: phone, body, carrierAnswered, at }: TextNews,
  publish: Publish,
): Promise<DeliveryOutcome | null> {
  if (direction !== 'inbound' || phone === null) return null;
  const since = new Date(at.getTime() - ANSWER_MS);
  const messageId = await findLatestStaffText(tx, phone, since);
  if (messageId === null) return null;
  const words = readWords(body);
  const keyword = words?.keyword ?? null;
  const source = carrierAnswered ? 'carrier' : keyword === null ? 'wording' : 'keyword';
  const ask = carrierAnswered ?? words?.ask ?? 'reply';
  const about = { phone, keyword, source, messageId, at } as const;
  if (ask === 'stop') {
    await optOut(tx, { channel: 'sms', contactCardId: null, ...about, publish });
  } else if (ask === 'start' || ask === 'opt_in_if_out') {
    await putConsent(tx, { phone, keyword, source, state: 'opted_in', changedAt: at });
  } else {
    return { status: 'ignored', error: 'a colleague has answered a text to them' };
  }
  return { status: 'processed' };
}
