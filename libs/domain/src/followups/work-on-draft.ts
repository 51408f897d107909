import {
  findDraftReader,
  lockContactOfDraft,
  lockFollowUpDraft,
  updateFollowUpDraft,
  type TenantTx,
} from '@otto/db';
import { sendFollowup, type Enqueuer } from '@otto/queues';
import { DomainError, noSuchRecord } from '../errors';
import type { Publish } from '../live';
import { findWait } from '../messaging/judge-text';
import type { Viewer } from '../reading/viewer';
import { createApproveDraft, createRejectDraft } from './decide-draft';
import type { DraftOutcome } from './draft-outcome';
import { draftRow } from './draft-row';

export interface DraftScene {
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly now: Date;
}

/** The use cases that open a transaction of their own, inside the one that is open. */
const within = (tx: TenantTx, { jobs, now }: Pick<DraftScene, 'jobs' | 'now'>) => ({
  database: { withTenant: <T>(_companyId: string, fn: (tx: TenantTx) => Promise<T>) => fn(tx) },
  jobs,
  clock: { now: () => now },
});

/** Approves a pending draft, with other words where they are given. */
export async function approveDraft(
  tx: TenantTx,
  viewer: Viewer,
  { draftId, text }: { readonly draftId: string; readonly text?: string | undefined },
  scene: DraftScene,
) {
  const command = { companyId: tx.companyId, viewer, draftId };
  const approve = createApproveDraft(within(tx, scene));
  return draftRow(done(await approve({ ...command, ...(text === undefined ? {} : { text }) })));
}

/** Rejects a draft that has not been sent. */
export async function rejectDraft(
  tx: TenantTx,
  viewer: Viewer,
  draftId: string,
  scene: DraftScene,
) {
  const reject = createRejectDraft(within(tx, scene));
  return draftRow(done(await reject({ companyId: tx.companyId, viewer, draftId })));
}

export interface DraftSending {
  readonly draftId: string;
  /** Not now but then. */
  readonly at?: Date | undefined;
  readonly overridesQuietHours: boolean;
}

/**
 * Has an approved draft sent, at once, at the time asked for, or when the rules of texting let it go,
 * which are asked again then. Throws MESSAGE_BLOCKED for what time alone does not allow.
 */
export async function sendDraft(
  tx: TenantTx,
  viewer: Viewer,
  { draftId, at, overridesQuietHours }: DraftSending,
  { jobs, now }: DraftScene,
) {
  // The card before the draft: an opt-out takes back what waits for its owner.
  await lockContactOfDraft(tx, draftId);
  const draft = await lockFollowUpDraft(tx, draftId);
  if (!draft || (viewer.role !== 'manager' && draft.generatedFor !== viewer.id))
    throw noSuchRecord();
  const { status, draftType } = draft;
  if (status !== 'approved' || draftType === 'call_script') {
    throw new DomainError('INVALID_STATE', 'Only an approved text or mail can be sent.', {
      status,
    });
  }
  const wanted = at !== undefined && at > now ? at : now;
  const wait =
    draftType === 'sms'
      ? await waitOf(tx, draft, { viewer, now: wanted, overridesQuietHours })
      : null;
  const changes = {
    scheduledSendTime: wait?.until ?? wanted,
    blockedByQuietHours: wait?.reason === 'quiet_hours',
  };
  await updateFollowUpDraft(tx, draftId, changes);
  const payload = { draftId, ...(overridesQuietHours ? { overridesQuietHours } : {}) };
  await jobs.enqueue(tx, sendFollowup, payload, { runAt: changes.scheduledSendTime });
  return draftRow({ ...draft, ...changes });
}

/** What the text has to wait for; null when it may go at once. */
async function waitOf(
  tx: TenantTx,
  draft: NonNullable<Awaited<ReturnType<typeof lockFollowUpDraft>>>,
  { viewer, now, overridesQuietHours }: { viewer: Viewer; now: Date; overridesQuietHours: boolean },
) {
  const request = {
    companyId: tx.companyId,
    contactCardId: draft.contactCardId,
    phone: (await findDraftReader(tx, draft)).phone,
    body: draft.finalText ?? draft.draftText,
    dedupeKey: `draft:${draft.id}`,
    isAutomated: false,
    userId: viewer.id,
    ...(overridesQuietHours ? { override: 'quiet_hours' as const } : {}),
  };
  return findWait(tx, request, now);
}

function done(outcome: DraftOutcome) {
  if (outcome.outcome === 'done') return outcome.draft;
  if (outcome.outcome === 'not_found') throw noSuchRecord();
  if (outcome.outcome === 'too_long') {
    const { maxLength } = outcome;
    throw new DomainError('INVALID_INPUT', 'The text is too long for such a draft.', { maxLength });
  }
  const { status } = outcome;
  throw new DomainError('INVALID_STATE', `That cannot be done with a draft that is ${status}.`, {
    status,
  });
}
