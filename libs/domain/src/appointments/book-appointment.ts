import {
  fillContactAddress,
  hasAppointment,
  insertAppointment,
  lockContactCard,
  type TenantTx,
} from '@otto/db';
import type { AnalysedCall } from '../analysis/persist-analysis';
import { confirmTimeTask, type NewTask, type TaskScene } from '../tasks/task-from-action';
import { recordEvents } from '../timeline/record-events';
import { appointmentFromAnalysis } from './appointment-from-analysis';

export interface Booking {
  readonly id: string | null;
  /** What the office has to do for the booking to have a time. */
  readonly tasks: readonly NewTask[];
}

const NOTHING: Booking = { id: null, tasks: [] };

/**
 * Makes the appointment that was booked in the call, unless the lead has one ahead of it or the
 * call has had its own. A booking without a readable time becomes a task instead.
 */
export async function bookAppointment(
  tx: TenantTx,
  { call, analysis, at, publish }: AnalysedCall,
  scene: TaskScene,
): Promise<Booking> {
  const { leadId, contactCardId } = call;
  const result = appointmentFromAnalysis(analysis, scene.timezone);
  if (result.kind === 'none' || leadId === null) return NOTHING;
  if (await hasAppointment(tx, leadId, call.id)) return NOTHING;
  if (result.kind === 'no_time') {
    return { id: null, tasks: [confirmTimeTask(call.id, result.said, scene)] };
  }
  const { address } = result.appointment;
  if (address !== null) await fillContactAddress(tx, contactCardId, address);
  const card = await lockContactCard(tx, contactCardId);
  const id = await insertAppointment(tx, {
    ...result.appointment,
    address: address ?? card?.address ?? null,
    leadId,
    contactCardId,
    sourceCallId: call.id,
    bookedByCsrId: call.ownerId,
    createdAt: at,
  });
  await recordEvents(tx, publish, [
    {
      contactCardId,
      leadId,
      callId: call.id,
      appointmentId: id,
      eventType: 'appointment_created',
      at,
      actorId: 'shunya',
      uniqueKey: `appointment_created:${id}`,
    },
  ]);
  return { id, tasks: [] };
}
