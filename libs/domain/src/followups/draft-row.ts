import type { FollowUpDraftRow } from '@otto/db';

/** A draft as the front ends see it. */
export function draftRow(draft: FollowUpDraftRow) {
  const {
    companyId: _company,
    shunyaRequestId: _request,
    sendingAt: _sending,
    updatedAt: _updated,
    ...shown
  } = draft;
  return shown;
}
