import {
  insertRepAssignments,
  lockActiveRep,
  lockLeadRow,
  updateLead,
  type TenantTx,
} from '@otto/db';
import { DomainError, noSuchRecord } from '../errors';
import type { Viewer } from '../reading/viewer';
import { recordEvents } from '../timeline/record-events';
import type { LeadScene } from './create-lead';
import { leadAfterWrite } from './get-lead';

export interface PoolAssignment {
  readonly leadId: string;
  readonly repId: string;
  readonly notes?: string | undefined;
}

/**
 * Gives a lead of the pool to a rep. The first of two managers wins: the lead is locked, and for
 * the second it is no longer in the pool. Giving it to the same rep again changes nothing.
 */
export async function assignPoolLead(
  tx: TenantTx,
  viewer: Viewer,
  { leadId, repId, notes }: PoolAssignment,
  { now, publish }: LeadScene,
) {
  const lead = await lockLeadRow(tx, leadId);
  if (!lead) throw noSuchRecord();
  if (lead.poolStatus === 'assigned' && lead.assignedRepId === repId) {
    return leadAfterWrite(tx, leadId);
  }
  if (lead.poolStatus !== 'in_pool') {
    throw new DomainError('INVALID_STATE', 'The lead is not in the pool any more.');
  }
  await requireRep(tx, repId);
  await updateLead(tx, leadId, {
    assignedRepId: repId,
    assignedAt: now,
    assignedBy: viewer.id,
    poolStatus: 'assigned',
  });
  const common = { leadId, assignedBy: viewer.id, createdAt: now };
  const declined = { assignmentType: 'declined', status: 'declined' };
  await insertRepAssignments(tx, [
    ...lead.requestedByRepIds
      .filter((other) => other !== repId)
      .map((other) => ({ ...common, ...declined, repId: other })),
    {
      ...common,
      repId,
      assignmentType: 'assigned',
      status: 'assigned',
      assignedAt: now,
      notes: notes ?? null,
    },
  ]);
  await recordEvents(tx, publish, [
    {
      contactCardId: lead.contactCardId,
      leadId,
      eventType: 'rep_assigned',
      at: now,
      metadata: { repId },
      actorId: viewer.id,
      actorRole: viewer.role,
      uniqueKey: `rep_assigned:${leadId}:${now.getTime()}`,
    },
  ]);
  return leadAfterWrite(tx, leadId);
}

/** Locks the rep; refuses an id that is no active sales rep's of the company. */
export async function requireRep(tx: TenantTx, repId: string): Promise<void> {
  if (await lockActiveRep(tx, repId)) return;
  throw new DomainError('INVALID_INPUT', 'rep_id is not an active sales rep of the company.');
}
