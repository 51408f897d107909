import {
  insertRepAssignments,
  updateAppointment,
  type LockedAppointment,
  type TenantTx,
} from '@otto/db';
import { DomainError } from '../errors';
import type { Publish } from '../live';
import type { Viewer } from '../reading/viewer';
import { recordEvents } from '../timeline/record-events';
import { appointmentEvent } from './appointment-event';
import { requireFreeRep, type Span } from './rep-time';

export interface Giving {
  /** Null takes it from the rep who has it. */
  readonly repId: string | null;
  readonly span: Span;
  readonly mayOverlap?: boolean;
  readonly at: Date;
  readonly publish: Publish;
}

/**
 * Gives a locked appointment to a rep who is free then. A csr gives what nobody has; taking it from
 * somebody is a manager's.
 */
export async function giveToRep(
  tx: TenantTx,
  viewer: Viewer,
  appointment: LockedAppointment,
  { repId, span, mayOverlap = false, at, publish }: Giving,
): Promise<void> {
  const { id, assignedRepId: before } = appointment;
  if (repId === before) return;
  if (before !== null && viewer.role !== 'manager') {
    throw new DomainError('FORBIDDEN', 'Only a manager gives away an assigned appointment.');
  }
  if (repId !== null) await requireFreeRep(tx, repId, { ...span, exceptId: id, mayOverlap });
  await updateAppointment(tx, id, {
    assignedRepId: repId,
    assignedAt: repId === null ? null : at,
    assignedBy: repId === null ? null : viewer.id,
  });
  await insertRepAssignments(tx, assignments(appointment, { repId, by: viewer.id, at }));
  await recordEvents(tx, publish, [
    appointmentEvent(viewer, appointment, {
      eventType: repId === null ? 'rep_unassigned' : 'rep_assigned',
      at,
      metadata: { repId, previousRepId: before },
    }),
  ]);
}

function assignments(
  { id, leadId, assignedRepId: before }: LockedAppointment,
  { repId, by, at }: { readonly repId: string | null; readonly by: string; readonly at: Date },
) {
  const common = { appointmentId: id, leadId, assignedBy: by, createdAt: at };
  const lost =
    before === null
      ? []
      : [
          {
            ...common,
            repId: before,
            assignmentType: repId === null ? 'unassigned' : 'revoked',
            status: 'revoked',
          },
        ];
  const given =
    repId === null
      ? []
      : [{ ...common, repId, assignmentType: 'assigned', status: 'assigned', assignedAt: at }];
  return [...lost, ...given];
}
