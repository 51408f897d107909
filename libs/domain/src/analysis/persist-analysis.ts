import {
  findTimezone,
  insertNewSignals,
  lockContactCard,
  updateCall,
  type CallRow,
  type TenantTx,
} from '@otto/db';
import type { Publish } from '../live';
import { applyToLead } from '../leads/apply-analysis-to-lead';
import { bookAppointment } from '../appointments/book-appointment';
import { noteBooking } from '../recovery/note-booking';
import { signalsFromAnalysis } from '../signals/signals-from-analysis';
import { addTasks } from '../tasks/add-tasks';
import { taskFromAction } from '../tasks/task-from-action';
import type { NormalisedAnalysis } from './normalise-analysis';
import { storeAnalysis } from './store-analysis';

/** An analysis of a call that is about to have its effects. */
export interface AnalysedCall {
  readonly call: CallRow;
  readonly analysis: NormalisedAnalysis;
  readonly shunyaJobId: string;
  readonly at: Date;
  /** Tells the front ends, after the commit. */
  readonly publish: Publish;
}

/**
 * Stores the analysis of a call and all that follows from it, in the caller's transaction: lead
 * status, appointment, tasks, signals. Doing it again with the same analysis changes nothing; with
 * another one it brings the analysis up to date and adds what is new.
 */
export async function persistAnalysis(tx: TenantTx, analysed: AnalysedCall): Promise<void> {
  const { call, analysis, at, publish } = analysed;
  // The card first, as everywhere: two calls of one caller are judged one after the other.
  await lockContactCard(tx, call.contactCardId);
  await storeAnalysis(tx, analysed);
  await applyToLead(tx, analysed);
  const scene = {
    contactCardId: call.contactCardId,
    ownerId: call.ownerId,
    timezone: await findTimezone(tx),
    now: at,
  };
  const appointment = await bookAppointment(tx, analysed, scene);
  if (analysis.bookingStatus === 'booked') {
    await noteBooking(tx, publish, {
      contactCardId: call.contactCardId,
      until: call.startedAt,
      now: at,
    });
  }
  const promised = analysis.pendingActions.map((action) => taskFromAction(action, scene));
  const tasks = [...appointment.tasks, ...promised];
  const { id: callId, contactCardId, leadId } = call;
  const about = { callId, contactCardId, leadId, appointmentId: appointment.id };
  await addTasks(tx, publish, { about, tasks });
  const signals = signalsFromAnalysis(analysis, call.contactCardId);
  await insertNewSignals(
    tx,
    signals.map((signal) => ({
      ...signal,
      contactCardId: call.contactCardId,
      leadId: call.leadId,
      metadata: { callId: call.id },
      createdAt: at,
    })),
  );
  await updateCall(tx, call.id, { analysisStatus: 'completed' });
  publish(tx, {
    event: 'call.analysis.completed',
    key: `call.analysis.completed:${call.id}:${analysed.shunyaJobId}:${at.getTime()}`,
    data: { call_id: call.id, lead_id: call.leadId, contact_card_id: call.contactCardId },
    repIds: call.assignedRepId === null ? [] : [call.assignedRepId],
    ...(call.leadId === null ? {} : { leadId: call.leadId }),
  });
}
