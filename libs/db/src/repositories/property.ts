import { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

/** Where the customer lives, and the latest lead; locked until the transaction ends. */
export async function findPropertyScene(tx: TenantTx, contactCardId: string) {
  await tx.query(
    `select 1 from contact_cards where company_id = $1 and id = $2::uuid for no key update`,
    [tx.companyId, contactCardId],
  );
  const contact = await tx.db.contactCard.findFirst({
    where: { companyId: tx.companyId, id: contactCardId },
    select: {
      address: true,
      city: true,
      state: true,
      postalCode: true,
      country: true,
      propertySnapshotAt: true,
      leads: { select: { id: true }, orderBy: { createdAt: 'desc' }, take: 1 },
    },
  });
  if (!contact) return null;
  const { leads, ...address } = contact;
  return { ...address, leadId: leads[0]?.id ?? null };
}

/** In place of what was known before, the model's words also where nothing was read from them. */
export async function savePropertySnapshot(
  tx: TenantTx,
  contactCardId: string,
  {
    snapshot,
    raw,
    at,
  }: { readonly snapshot: object | null; readonly raw: string; readonly at: Date },
): Promise<void> {
  await tx.db.contactCard.updateMany({
    where: { companyId: tx.companyId, id: contactCardId },
    data: {
      propertySnapshot: snapshot === null ? Prisma.DbNull : (snapshot as Prisma.InputJsonValue),
      propertySnapshotRaw: raw,
      propertySnapshotAt: at,
    },
  });
}
