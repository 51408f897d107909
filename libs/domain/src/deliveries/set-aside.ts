import { findDelivery, finishDelivery, type Database } from '@otto/db';
import type { JobContext } from '@otto/queues';

/** Keeps a delivery that nobody works on, with the reason. */
export function createSetAside({ database }: { readonly database: Database }) {
  return async ({ deliveryId }: { deliveryId: string }, job: JobContext): Promise<void> => {
    await database.asSystem(async (tx) => {
      const delivery = await findDelivery(tx, deliveryId);
      if (delivery?.status !== 'received') return;
      await finishDelivery(tx, deliveryId, {
        status: 'ignored',
        error: 'nobody works on this event',
      });
      await job.completeIn(tx);
    });
  };
}
