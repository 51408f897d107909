import {
  findDelivery,
  finishDelivery,
  type Database,
  type SystemTx,
  type TenantTx,
} from '@otto/db';
import {
  parseUwcWebhook,
  UWC_EVENTS,
  WebhookParseError,
  type UwcCallEvent,
  type UwcEvent,
} from '@otto/integrations';
import type { Logger } from '@otto/observability';
import type { JobContext } from '@otto/queues';
import type { DeliveryOutcome, StoredDelivery } from '../deliveries/handle-delivery';
import { recordIndexing } from '../documents/record-indexing';
import type { Publish } from '../live';
import { recordDraft } from '../followups/record-draft';
import { cleanBody } from '../json/clean-body';
import { recordTraining } from '../personal-otto/record-training';
import type { Clock } from '../time/clock';
import type { AdvanceJob } from './advance-job';
import { createTakeUwcCallNews } from './uwc-call-news';

/**
 * Takes one of Shunya's older webhooks to whoever waits for it: the Shunya job of a call, a
 * document, a personal Otto, or the drafts.
 */
export function createProcessUwcWebhook(deps: {
  readonly database: Database;
  readonly advanceJob: AdvanceJob;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publish: Publish;
}) {
  const { database, clock, logger, publish } = deps;
  const takeCallNews = createTakeUwcCallNews(deps);

  async function settle(event: UwcEvent, job: JobContext, end: End): Promise<DeliveryOutcome> {
    // What has to ask Shunya does so before the transaction that ends the delivery.
    const settled = isOfCall(event)
      ? await takeCallNews(event, job)
      : (tx: TenantTx) => record(tx, event, { job, at: clock.now(), publish });
    return database.withTenant(event.companyId, async (tx) =>
      end(tx, typeof settled === 'function' ? await settled(tx) : settled),
    );
  }

  return async ({ deliveryId }: { deliveryId: string }, job: JobContext): Promise<void> => {
    const delivery = await database.asSystem((tx) => findDelivery(tx, deliveryId));
    if (delivery?.status !== 'received') return;
    const read = readEvent(delivery);
    const end: End = async (tx, outcome) => {
      await finishDelivery(tx, deliveryId, outcome);
      await job.completeIn(tx, { status: outcome.status });
      return outcome;
    };
    const outcome =
      'name' in read
        ? await settle(read, job, end)
        : await database.asSystem((tx) => end(tx, read));
    const ids = { deliveryId, event: delivery.event };
    if (outcome.status === 'processed') logger.info('an older webhook of Shunya is recorded', ids);
    else logger.warn('an older webhook of Shunya changed nothing', { ...ids, ...outcome });
  };
}

type End = (tx: TenantTx | SystemTx, outcome: DeliveryOutcome) => Promise<DeliveryOutcome>;

function isOfCall(event: UwcEvent): event is UwcCallEvent {
  return event.name === 'asr/complete' || event.name === 'analysis/complete';
}

function record(
  tx: TenantTx,
  event: Exclude<UwcEvent, UwcCallEvent>,
  moment: { readonly job: JobContext; readonly at: Date; readonly publish: Publish },
): Promise<DeliveryOutcome> {
  switch (event.name) {
    case 'rag/indexed':
      return recordIndexing(tx, event, moment);
    case 'training/status':
      return recordTraining(tx, event, moment);
    case 'followup/draft':
      return recordDraft(tx, event, moment);
  }
}

/** The event, which is of the delivery's company; else what becomes of the delivery at once. */
function readEvent(delivery: StoredDelivery): UwcEvent | DeliveryOutcome {
  const name = UWC_EVENTS.find((known) => known === delivery.event);
  if (!name) return { status: 'ignored', error: 'the event is none of the older ones' };
  if (delivery.companyId === null) return { status: 'unroutable', error: 'no company is known' };
  try {
    const event = parseUwcWebhook(name, cleanBody(delivery.body));
    if (event.companyId === delivery.companyId) return event;
    return { status: 'ignored', error: 'the webhook names another company' };
  } catch (error) {
    if (!(error instanceof WebhookParseError)) throw error;
    return { status: 'failed', error: error.problem };
  }
}
