import {
  lockFollowUpDraft,
  updateFollowUpDraft,
  type Database,
  type FollowUpDraftRow,
} from '@otto/db';
import type { Viewer } from '../reading';
import type { Clock } from '../time/clock';
import { tooLong, type DraftOutcome, type DraftType } from './draft-outcome';

export interface DraftDeps {
  readonly database: Pick<Database, 'withTenant'>;
  readonly clock: Clock;
}

export interface DraftCommand {
  readonly companyId: string;
  readonly viewer: Viewer;
  readonly draftId: string;
}

/** Approves a pending draft, with other words where they are given; it may be sent from then on. */
export function createApproveDraft(deps: DraftDeps) {
  return (command: DraftCommand & { readonly text?: string }): Promise<DraftOutcome> => {
    const now = deps.clock.now();
    return decide(deps, command, (draft) => {
      if (draft.status !== 'pending' || draft.expiresAt <= now) return null;
      const { text } = command;
      return {
        status: 'approved',
        approvedAt: now,
        approvedBy: command.viewer.id,
        finalText: text ?? draft.draftText,
        modifiedBeforeSend: text !== undefined && text !== draft.draftText,
      };
    });
  };
}

/** Rejects a draft that has not been sent. */
export function createRejectDraft(deps: DraftDeps) {
  return (command: DraftCommand): Promise<DraftOutcome> =>
    decide(deps, command, ({ status }) =>
      status === 'pending' || status === 'approved' ? { status: 'rejected' } : null,
    );
}

async function decide(
  { database }: DraftDeps,
  { companyId, viewer, draftId }: DraftCommand,
  changesOf: (draft: FollowUpDraftRow) => Partial<FollowUpDraftRow> | null,
): Promise<DraftOutcome> {
  return database.withTenant(companyId, async (tx) => {
    const draft = await lockFollowUpDraft(tx, draftId);
    const mayTouch = viewer.role === 'manager' || draft?.generatedFor === viewer.id;
    if (!draft || !mayTouch) return { outcome: 'not_found' };
    const changes = changesOf(draft);
    if (!changes) return { outcome: 'wrong_state', status: draft.status };
    const refusal = tooLong(draft.draftType as DraftType, changes.finalText ?? '');
    if (refusal) return refusal;
    await updateFollowUpDraft(tx, draftId, changes);
    return { outcome: 'done', draft: { ...draft, ...changes } };
  });
}
