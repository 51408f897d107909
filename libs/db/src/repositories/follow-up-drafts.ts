import type { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

export type NewFollowUpDraft = Omit<Prisma.FollowUpDraftCreateManyInput, 'companyId' | 'id'>;

/** Adds a draft; its id, or null when Shunya's request has one already. */
export async function insertFollowUpDraft(
  tx: TenantTx,
  draft: NewFollowUpDraft,
): Promise<string | null> {
  const [added] = await tx.db.followUpDraft.createManyAndReturn({
    data: [{ ...draft, companyId: tx.companyId }],
    select: { id: true },
    skipDuplicates: true,
  });
  return added?.id ?? null;
}
