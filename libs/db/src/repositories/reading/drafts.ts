import type { TenantTx } from '../../database';
import type { FollowUpDraftRow } from '../follow-up-drafts';
import type { Slice } from './keyset';

export interface DraftFilter {
  /** Only those that were written for this person. */
  readonly generatedFor?: string | undefined;
  readonly status?: string | undefined;
  readonly contactCardId?: string | undefined;
}

/** Drafts that the filter lets through, the newest first. */
export async function findFollowUpDrafts(
  tx: TenantTx,
  filter: DraftFilter,
  { limit, offset }: Slice,
): Promise<FollowUpDraftRow[]> {
  return tx.db.followUpDraft.findMany({
    where: conditionsOf(tx, filter),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    skip: offset,
  });
}

export async function countFollowUpDrafts(tx: TenantTx, filter: DraftFilter): Promise<number> {
  return tx.db.followUpDraft.count({ where: conditionsOf(tx, filter) });
}

function conditionsOf(tx: TenantTx, filter: DraftFilter) {
  const { companyId } = tx;
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined);
  return { companyId, ...(Object.fromEntries(asked) as Record<string, string>) };
}
