import type { Message, Prisma } from '../generated/client';
import type { TenantTx } from '../database';

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

export type MessageChanges = Pick<
  Prisma.MessageUncheckedUpdateManyInput,
  'status' | 'errorCode' | 'deliveredAt' | 'readAt'
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
