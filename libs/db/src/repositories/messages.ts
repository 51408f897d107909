import type { Message, Prisma } from '../generated/client';
import type { SystemTx, TenantTx } from '../database';

export type MessageRow = Message;
export type NewMessage = Omit<Prisma.MessageCreateManyInput, 'companyId' | 'id'>;

/**
 * Adds a text; null when the provider's id or the dedupe key has been there before, whoever's
 * tenant it was.
 */
export async function insertMessage(tx: TenantTx, message: NewMessage): Promise<MessageRow | null> {
  const [added] = await tx.db.message.createManyAndReturn({
    data: [{ ...message, companyId: tx.companyId }],
    skipDuplicates: true,
  });
  return added ?? null;
}

/** The text that the provider calls so, locked until the transaction ends. */
export async function lockMessageByProviderId(
  tx: TenantTx,
  provider: string,
  providerMessageId: string,
): Promise<MessageRow | null> {
  const [found] = await tx.query<{ id: string }>(
    `select id::text from messages
     where company_id = $1 and provider = $2 and provider_message_id = $3 for no key update`,
    [tx.companyId, provider, providerMessageId],
  );
  if (!found) return null;
  return tx.db.message.findFirst({ where: { companyId: tx.companyId, id: found.id } });
}

/** The text to be sent under this key, locked until the transaction ends. */
export async function lockMessageByDedupeKey(
  tx: TenantTx,
  dedupeKey: string,
): Promise<MessageRow | null> {
  const [found] = await tx.query<{ id: string }>(
    `select id::text from messages where company_id = $1 and dedupe_key = $2 for no key update`,
    [tx.companyId, dedupeKey],
  );
  return found ? findMessage(tx, found.id) : null;
}

/** The text with our id, locked until the transaction ends. */
export async function lockMessage(tx: TenantTx, id: string): Promise<MessageRow | null> {
  const [found] = await tx.query<{ id: string }>(
    `select id::text from messages where company_id = $1 and id = $2::uuid for no key update`,
    [tx.companyId, id],
  );
  return found ? findMessage(tx, found.id) : null;
}

const LOCK_CONTACT = `
  select c.id::text from contact_cards c
  where c.company_id = $1 and c.id in (
    select contact_card_id from messages where company_id = $1 and provider = $2
      and (provider_message_id = $3 or id = $4::uuid and provider_message_id is null))
  for no key update`;

/** Locks the card of whom a text is with, by the provider's id of it or else by ours. */
export async function lockContactOfMessage(
  tx: TenantTx,
  provider: string,
  { providerMessageId, id }: { readonly providerMessageId: string; readonly id: string | null },
): Promise<void> {
  await tx.query(LOCK_CONTACT, [tx.companyId, provider, providerMessageId, id]);
}

/** Gives up the texts to a contact that wait for their sending. */
export async function failHeldTexts(
  tx: TenantTx,
  contactCardId: string,
  errorCode: string,
): Promise<void> {
  await tx.db.message.updateMany({
    where: { companyId: tx.companyId, contactCardId, direction: 'outbound', status: 'held' },
    data: { status: 'failed', errorCode },
  });
}

export type MessageChanges = Pick<
  Prisma.MessageUncheckedUpdateManyInput,
  | 'status'
  | 'errorCode'
  | 'deliveredAt'
  | 'readAt'
  | 'providerMessageId'
  | 'body'
  | 'sendingAt'
  | 'companyPhone'
>;

export async function updateMessage(
  tx: TenantTx,
  id: string,
  changes: MessageChanges,
): Promise<void> {
  await tx.db.message.updateMany({ where: { companyId: tx.companyId, id }, data: changes });
}

export async function findMessage(tx: TenantTx, id: string): Promise<MessageRow | null> {
  return tx.db.message.findFirst({ where: { companyId: tx.companyId, id } });
}

const ADD_MEDIA = `
  update messages set media_keys = array_append(media_keys, $3)
  where company_id = $1 and id = $2::uuid and $3 <> all (media_keys)`;

/** Notes that a picture of the text is in storage under this key, once. */
export async function addMessageMedia(tx: TenantTx, id: string, key: string): Promise<void> {
  await tx.query(ADD_MEDIA, [tx.companyId, id, key]);
}

/** Which of the provider's ids belong to a text of ours already. */
export async function findKnownProviderIds(
  tx: TenantTx,
  provider: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const found = await tx.db.message.findMany({
    where: { companyId: tx.companyId, provider, providerMessageId: { in: [...ids] } },
    select: { providerMessageId: true },
  });
  return new Set(found.flatMap(({ providerMessageId: id }) => (id === null ? [] : [id])));
}

export interface TextInDoubt {
  readonly id: string;
  readonly companyId: string;
}

/** Texts of all companies of which nobody knows since that time whether they went out, oldest first. */
export async function listTextsInDoubt(
  tx: SystemTx,
  since: Date,
  limit: number,
): Promise<TextInDoubt[]> {
  return tx.db.message.findMany({
    where: { status: { in: ['sending', 'unknown'] }, sendingAt: { lt: since } },
    select: { id: true, companyId: true },
    orderBy: [{ sendingAt: 'asc' }, { id: 'asc' }],
    take: limit,
  });
}
