import { findConversationOwner, type Database } from '@otto/db';

export type ShunyaTenant =
  | { readonly kind: 'known'; readonly companyId: string }
  /** No active company of ours has this id. */
  | { readonly kind: 'unknown' }
  /** The conversation is another company's than the webhook claims. */
  | { readonly kind: 'mismatch' };

export type FindShunyaTenant = (companyId: string, seq: bigint | null) => Promise<ShunyaTenant>;

/** Decides whose webhook it is by our rows; what the webhook claims must agree with them. */
export function createFindShunyaTenant(deps: { readonly database: Database }): FindShunyaTenant {
  return async (companyId, seq) => {
    const { claimed, owner } = await findConversationOwner(deps.database.sql, companyId, seq);
    if (owner !== null && owner !== companyId) return { kind: 'mismatch' };
    return claimed === null ? { kind: 'unknown' } : { kind: 'known', companyId: claimed };
  };
}
