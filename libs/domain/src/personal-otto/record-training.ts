import {
  lockPersonalOttoJob,
  updatePersonalOttoJob,
  type PersonalOttoJobRow,
  type TenantTx,
} from '@otto/db';
import type { UwcTrainingEvent } from '@otto/integrations';
import type { JobContext } from '@otto/queues';
import type { DeliveryOutcome } from '../deliveries/handle-delivery';
import { waitFor } from '../deliveries/not-known-yet-error';
import { cleanJson } from '../json/clean-json';
import { recordOf } from '../json/read-json';

/** Takes Shunya's word for how the work on a personal Otto stands; progress never goes back. */
export async function recordTraining(
  tx: TenantTx,
  event: UwcTrainingEvent,
  { job, at }: { readonly job: JobContext; readonly at: Date },
): Promise<DeliveryOutcome> {
  const row = await lockPersonalOttoJob(tx, event.jobId);
  if (!row) return waitFor('the work on the personal Otto', job);
  if (event.repId !== null && event.repId !== row.repId) {
    return { status: 'ignored', error: 'the work is on another rep’s personal Otto' };
  }
  if (row.status === 'succeeded') return { status: 'ignored', error: 'the work was done already' };
  // Success is believed after a failure too: a repetition at Shunya may have helped.
  if (row.status === 'failed' && event.status !== 'succeeded') {
    return { status: 'ignored', error: 'the work had failed already' };
  }
  const isTrained = event.status === 'succeeded' && row.kind === 'train';
  await updatePersonalOttoJob(tx, row.id, {
    status: event.status,
    progressPercent: furthest(row.progressPercent, event.progressPercent),
    modelVersion: event.modelVersion ?? row.modelVersion,
    lastTrainedAt: isTrained ? at : row.lastTrainedAt,
    lastError: event.status === 'failed' ? event.error : null,
    ...durationOf(row, event),
  });
  return { status: 'processed' };
}

function furthest(...values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function durationOf({ metadata }: PersonalOttoJobRow, { durationMinutes }: UwcTrainingEvent) {
  if (durationMinutes === null) return {};
  return { metadata: { ...recordOf(cleanJson(metadata)), trainingDurationMin: durationMinutes } };
}
