import { findDelivery, finishDelivery, type Database, type TenantTx } from '@otto/db';
import { WebhookParseError } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import type { JobContext } from '@otto/queues';

export type DeliveryOutcome = Parameters<typeof finishDelivery>[2];
export type StoredDelivery = NonNullable<Awaited<ReturnType<typeof findDelivery>>>;

/** What becomes of one company's delivery; a WebhookParseError before any change makes it failed. */
export type RecordDelivery = (
  tx: TenantTx,
  delivery: StoredDelivery,
  job: JobContext,
) => Promise<DeliveryOutcome>;

/**
 * The handler of a task that works on one delivery of a company: the rows, the end of the delivery
 * and of the job commit together or not at all. One that was dealt with before does nothing.
 */
export function createHandleDelivery(
  deps: { readonly database: Database; readonly logger: Logger },
  record: RecordDelivery,
) {
  const { database, logger } = deps;

  return async ({ deliveryId }: { deliveryId: string }, job: JobContext): Promise<void> => {
    const delivery = await database.asSystem((tx) => findDelivery(tx, deliveryId));
    if (delivery?.status !== 'received') return;
    const { companyId } = delivery;
    if (companyId === null) {
      await database.asSystem(async (tx) => {
        await finishDelivery(tx, deliveryId, {
          status: 'unroutable',
          error: 'no company is known',
        });
        await job.completeIn(tx, { status: 'unroutable' });
      });
      return;
    }
    const outcome = await database.withTenant(companyId, async (tx) => {
      const result = await record(tx, delivery, job).catch(failedByParsing);
      await finishDelivery(tx, deliveryId, result);
      await job.completeIn(tx, { status: result.status });
      return result;
    });
    if (outcome.status !== 'processed') {
      logger.warn('a delivery changed nothing', { deliveryId, ...outcome });
    }
  };
}

function failedByParsing(error: unknown): DeliveryOutcome {
  if (!(error instanceof WebhookParseError)) throw error;
  return { status: 'failed', error: error.problem };
}
