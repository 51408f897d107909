import { findContactOfLead, findUserNames, insertFollowUpDraft, type TenantTx } from '@otto/db';
import type { UwcDraftEvent } from '@otto/integrations';
import type { JobContext } from '@otto/queues';
import { draftReady } from './draft-news';
import { validate as isUuid } from 'uuid';
import type { DeliveryOutcome } from '../deliveries/handle-delivery';
import type { Publish } from '../live';
import { waitFor } from '../deliveries/not-known-yet-error';

interface DraftScene {
  readonly job: JobContext;
  readonly at: Date;
  readonly publish: Publish;
}

const LIFE_MS = 7 * 86_400_000;

/** Keeps a text that Shunya has drafted for a rep, word for word, until somebody approves it. */
export async function recordDraft(
  tx: TenantTx,
  event: UwcDraftEvent,
  { job, at, publish }: DraftScene,
): Promise<DeliveryOutcome> {
  const { draft, leadId, repId } = event;
  if (draft === null) return { status: 'ignored', error: 'there is no draft in it' };
  const contactCardId = isUuid(leadId) ? await findContactOfLead(tx, leadId) : null;
  if (contactCardId === null) return waitFor('the lead', job);
  if (!(await findUserNames(tx, [repId])).has(repId)) return waitFor('the rep', job);
  const id = await insertFollowUpDraft(tx, {
    contactCardId,
    generatedFor: repId,
    generatedBy: 'generic_ai',
    draftType: draft.channel,
    tone: draft.tone,
    draftText: draft.message,
    shunyaRequestId: event.jobId,
    createdAt: at,
    expiresAt: new Date(at.getTime() + LIFE_MS),
  });
  if (id === null) return { status: 'ignored', error: 'the request has its draft already' };
  publish(tx, draftReady({ id, contactCardId, generatedFor: repId, draftType: draft.channel }));
  return { status: 'processed' };
}
