import type { TenantTx } from '../../database';
import type { Prisma } from '../../generated/client';

/** How many cards that share a number are looked at. */
const MAX_SHARING = 20;

/** Whose contacts may be seen; empty means all of the company's. */
export interface ContactScope {
  /** Only contacts with a lead or an appointment of this rep. */
  readonly repId?: string;
}

/** The contact, when it is the company's and within the scope; null otherwise. */
export async function findVisibleContactCard(tx: TenantTx, id: string, scope: ContactScope) {
  return tx.db.contactCard.findFirst({ where: { id, ...visible(tx, scope) } });
}
export type ContactCardRecord = NonNullable<Awaited<ReturnType<typeof findVisibleContactCard>>>;

/** The contact with this number (E.164), as its main one before as a secondary one. */
export async function findVisibleContactCardByPhone(
  tx: TenantTx,
  phone: string,
  scope: ContactScope,
) {
  const cards = await tx.db.contactCard.findMany({
    where: {
      AND: [
        visible(tx, scope),
        { OR: [{ primaryPhone: phone }, { secondaryPhones: { has: phone } }] },
      ],
    },
    orderBy: { updatedAt: 'desc' },
    take: MAX_SHARING,
  });
  return cards.find((card) => card.primaryPhone === phone) ?? cards[0] ?? null;
}

function visible(tx: TenantTx, { repId }: ContactScope): Prisma.ContactCardWhereInput {
  return {
    companyId: tx.companyId,
    ...(repId === undefined
      ? {}
      : {
          OR: [
            { leads: { some: { assignedRepId: repId } } },
            { appointments: { some: { assignedRepId: repId } } },
          ],
        }),
  };
}
