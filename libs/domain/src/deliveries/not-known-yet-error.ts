import type { JobContext } from '@otto/queues';
import type { DeliveryOutcome } from './handle-delivery';

/** What the delivery is about is not stored yet; another delivery or request may bring it. */
export class NotKnownYetError extends Error {
  override readonly name = 'NotKnownYetError';
}

/** Tries again later, and gives up with the last attempt. */
export function waitFor(what: string, job: JobContext): DeliveryOutcome {
  if (job.attempt < job.maxAttempts) throw new NotKnownYetError(`${what} is not known yet`);
  return { status: 'unroutable', error: `${what} is not known` };
}
