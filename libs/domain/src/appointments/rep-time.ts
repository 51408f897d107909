import { findOverlap, type TenantTx } from '@otto/db';
import { DomainError } from '../errors';
import { requireRep } from '../leads/assign-pool-lead';

const USUAL_MS = 60 * 60_000;

export interface Span {
  readonly scheduledStart: Date;
  readonly scheduledEnd: Date | null;
}

/** When it ends; an hour after its start where nobody has said. */
export function endOf({ scheduledStart, scheduledEnd }: Span): Date {
  return scheduledEnd ?? new Date(scheduledStart.getTime() + USUAL_MS);
}

/** Refuses an end that is not after the start; a database constraint says the same. */
export function requireForward(span: Span): void {
  if (endOf(span) > span.scheduledStart) return;
  throw new DomainError('INVALID_INPUT', 'scheduled_end must be after scheduled_start.');
}

/**
 * Locks the rep and refuses a time in which they have another open appointment. The lock makes two
 * who give the rep the same hour wait for each other.
 */
export async function requireFreeRep(
  tx: TenantTx,
  repId: string,
  span: Span & { readonly exceptId: string | null; readonly mayOverlap?: boolean },
): Promise<void> {
  await requireRep(tx, repId);
  if (span.mayOverlap) return;
  const taken = await findOverlap(tx, {
    repId,
    start: span.scheduledStart,
    end: endOf(span),
    exceptId: span.exceptId,
  });
  if (taken === null) return;
  throw new DomainError('APPOINTMENT_OVERLAP', 'The rep has another appointment at that time.', {
    appointment_id: taken,
  });
}
