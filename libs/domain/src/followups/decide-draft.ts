import {
  listFollowUpDrafts,
  lockFollowUpDraft,
  updateFollowUpDraft,
  type Database,
  type DraftQuery,
  type FollowUpDraftRow,
} from '@otto/db';
import { sendFollowup, type Enqueuer } from '@otto/queues';
import type { Viewer } from '../reading';
import type { Clock } from '../time/clock';
import { tooLong, type DraftOutcome, type DraftType } from './draft-outcome';

export interface DraftDeps {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly clock: Clock;
}

export interface DraftCommand {
  readonly companyId: string;
  readonly viewer: Viewer;
  readonly draftId: string;
}

/** Drafts that the viewer may see, newest first: all for a manager, their own for anybody else. */
export function createListDrafts({ database }: Pick<DraftDeps, 'database'>) {
  return (
    companyId: string,
    viewer: Viewer,
    query: Omit<DraftQuery, 'generatedFor'>,
  ): Promise<FollowUpDraftRow[]> =>
    database.withTenant(companyId, (tx) =>
      listFollowUpDrafts(tx, {
        ...query,
        ...(viewer.role === 'manager' ? {} : { generatedFor: viewer.id }),
      }),
    );
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

/** Changes the words of a draft that has not been sent; who approved it approved other words. */
export function createModifyDraft(deps: DraftDeps) {
  return (command: DraftCommand & { readonly text: string }): Promise<DraftOutcome> =>
    decide(deps, command, ({ status }) =>
      status === 'pending' || status === 'approved'
        ? {
            status: 'pending',
            approvedAt: null,
            approvedBy: null,
            scheduledSendTime: null,
            finalText: command.text,
            draftText: command.text,
            modifiedBeforeSend: true,
          }
        : null,
    );
}

/** Rejects a draft that has not been sent. */
export function createRejectDraft(deps: DraftDeps) {
  return (command: DraftCommand): Promise<DraftOutcome> =>
    decide(deps, command, ({ status }) =>
      status === 'pending' || status === 'approved' ? { status: 'rejected' } : null,
    );
}

/** Has an approved draft sent, at once or at the time; the rules of texting may still put it off. */
export function createScheduleDraft(deps: DraftDeps) {
  return (command: DraftCommand & { readonly at?: Date }): Promise<DraftOutcome> => {
    const now = deps.clock.now();
    const at = command.at ?? now;
    return decide(
      deps,
      command,
      ({ status, draftType }) =>
        status === 'approved' && draftType !== 'call_script' ? { scheduledSendTime: at } : null,
      // What is for later is found by the schedule, so that its time may still be changed.
      at <= now,
    );
  };
}

async function decide(
  { database, jobs }: DraftDeps,
  { companyId, viewer, draftId }: DraftCommand,
  changesOf: (draft: FollowUpDraftRow) => Partial<FollowUpDraftRow> | null,
  sendNow = false,
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
    if (sendNow) await jobs.enqueue(tx, sendFollowup, { draftId });
    return { outcome: 'done', draft: { ...draft, ...changes } };
  });
}
