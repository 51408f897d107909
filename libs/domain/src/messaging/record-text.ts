import {
  findPhoneNumber,
  insertMessage,
  lockMessageByProviderId,
  upsertContactCard,
  type NewMessage,
  type TenantTx,
} from '@otto/db';
import { storeMedia, type Enqueuer } from '@otto/queues';
import { CARD_SOURCES } from '../contacts/card-sources';
import type { DeliveryOutcome } from '../deliveries/handle-delivery';
import { findOrAddActiveLead } from '../leads/take-active-lead';
import type { Publish } from '../live';
import { noteHumanText } from '../recovery/note-text';
import { recordEvents } from '../timeline/record-events';
import { hearColleague } from './hear-colleague';
import { hearText } from './hear-text';
import { textEvents } from './text-events';
import type { TextNews } from './text-news';

export interface RecordTextDeps {
  readonly jobs: Enqueuer;
  readonly publish: Publish;
}

/**
 * Adds a text to its contact's thread, once, with contact and lead where it is the first news, and
 * the job for its pictures.
 */
export async function recordText(
  tx: TenantTx,
  news: TextNews,
  { jobs, publish }: RecordTextDeps,
): Promise<DeliveryOutcome> {
  const { provider, customerPhone: phone, companyPhone, at } = news;
  const number = companyPhone === null ? null : await findPhoneNumber(tx, companyPhone);
  if (number === null) return { status: 'unroutable', error: 'the number is not the company’s' };
  if (phone === null) return { status: 'ignored', error: 'the customer’s number cannot be read' };
  const answered = await hearColleague(tx, news, publish);
  if (answered) return answered;
  // Locks the card, so that texts of one customer are handled one after the other.
  const contactCardId = await upsertContactCard(tx, {
    phone,
    firstName: null,
    lastName: null,
    source: CARD_SOURCES[provider],
  });
  const message = await insertMessage(tx, {
    contactCardId,
    ...columnsOf(news, phone, number.e164),
  });
  if (message === null) return outcomeOfRepeat(tx, news);
  const lead = await findOrAddActiveLead(tx, publish, {
    contactCardId,
    source: 'other',
    at,
    tags: ['sms'],
  });
  await recordEvents(tx, publish, textEvents(message, lead, news.writer));
  if (news.mediaUrls.length > 0) await jobs.enqueue(tx, storeMedia, { messageId: message.id });
  if (news.direction === 'inbound') {
    const { carrierAnswered } = news;
    await hearText(tx, message, { phone, lead, carrierAnswered, jobs, publish });
  }
  await noteHumanText(tx, publish, message, at);
  return { status: 'processed' };
}

function columnsOf(
  { provider, providerMessageId, direction, body, mediaUrls, at }: TextNews,
  customerPhone: string,
  companyPhone: string,
): Omit<NewMessage, 'contactCardId'> {
  const isInbound = direction === 'inbound';
  return {
    provider,
    providerMessageId,
    direction,
    body,
    mediaUrls: [...mediaUrls],
    // What a provider tells of by itself was typed by a person; Otto notes its own before sending.
    type: 'manual',
    senderRole: isInbound ? 'customer' : 'csr',
    sender: isInbound ? customerPhone : companyPhone,
    customerPhone,
    companyPhone,
    status: isInbound ? 'received' : 'sent',
    createdAt: at,
  };
}

/** Ids of texts are unique at a provider; one that another company has is no repeat but a mistake. */
async function outcomeOfRepeat(tx: TenantTx, news: TextNews): Promise<DeliveryOutcome> {
  const known = await lockMessageByProviderId(tx, news.provider, news.providerMessageId);
  return known
    ? { status: 'processed' }
    : { status: 'failed', error: 'another company has a text with this id' };
}
