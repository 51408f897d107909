// Sending texts by the rules, for the worker's handlers and the routes.
export {
  createSendAnswer,
  createSendMessage,
  type SendMessageDeps,
} from './messaging/send-message';
export type * from './messaging/sending';
export { createAnswerText } from './messaging/answer-text';
export { createSendText } from './messaging/send-text';
export { createSendStaffText } from './messaging/send-staff-text';
export { createReconcileUnknown } from './messaging/reconcile-unknown';
export { createMarkOverdue } from './tasks/mark-overdue';
export {
  createApproveDraft,
  createRejectDraft,
  type DraftCommand,
  type DraftDeps,
} from './followups/decide-draft';
export type * from './followups/draft-outcome';
export { createExpireDrafts } from './followups/expire-drafts';
export { createProcessScheduled } from './followups/process-scheduled';
export {
  createUnsubscribe,
  readUnsubscribeToken,
  unsubscribeUrl,
  type MailReader,
} from './followups/unsubscribe';
export { createSendDraft, type SendDraftDeps } from './followups/send-draft';
