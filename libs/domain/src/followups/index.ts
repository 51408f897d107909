export { listDrafts, type ListDraftsRequest } from './list-drafts';
export {
  approveDraft,
  draftFollowUp,
  rejectDraft,
  sendDraft,
  type DraftScene,
  type DraftSending,
} from './work-on-draft';
