import { countFollowUpDrafts, findFollowUpDrafts, type TenantTx } from '@otto/db';
import type { Viewer } from '../reading/viewer';
import { draftRow } from './draft-row';

export interface ListDraftsRequest {
  readonly status?: string | undefined;
  readonly contactCardId?: string | undefined;
  readonly page: number;
  readonly pageSize: number;
}

/** One page of drafts, the newest first: all for a manager, their own for anybody else. */
export async function listDrafts(
  tx: TenantTx,
  viewer: Viewer,
  { page, pageSize, ...asked }: ListDraftsRequest,
) {
  const generatedFor = viewer.role === 'manager' ? undefined : viewer.id;
  const filter = { ...asked, generatedFor };
  const slice = { limit: pageSize, offset: (page - 1) * pageSize };
  const drafts = await findFollowUpDrafts(tx, filter, slice);
  const total = await countFollowUpDrafts(tx, filter);
  return { items: drafts.map(draftRow), page, pageSize, total };
}
