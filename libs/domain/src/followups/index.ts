export { createDraftFollowUp } from './draft-follow-up';
export type { DraftWriter } from './draft-words';
export { listDrafts, type ListDraftsRequest } from './list-drafts';
export {
  approveDraft,
  rejectDraft,
  sendDraft,
  type DraftScene,
  type DraftSending,
} from './work-on-draft';
