import {
  findDelivery,
  finishDelivery,
  insertEvents,
  type CallRow,
  type Database,
  type TenantTx,
} from '@otto/db';
import { parseCallrailCall, WebhookParseError } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import { storeRecording, type Enqueuer, type JobContext } from '@otto/queues';
import { callEvents } from '../timeline/call-events';
import { callrailNews, type CallrailNews } from './callrail-news';
import { upsertCallrailCall } from './upsert-callrail-call';

type Outcome = Parameters<typeof finishDelivery>[2];

/**
 * Turns one accepted delivery of CallRail into call, contact, lead and the next job. Everything,
 * the end of the delivery and of the job included, commits together or not at all.
 */
export function createRecordCallrailEvent(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly logger: Logger;
}) {
  const { database, jobs, logger } = deps;

  async function record(tx: TenantTx, news: CallrailNews): Promise<Outcome> {
    const call = await upsertCallrailCall(tx, news);
    if (call === 'unroutable')
      return { status: 'unroutable', error: 'the number is not the company’s' };
    if (call === 'no_caller')
      return { status: 'ignored', error: 'the caller’s number cannot be read' };
    await insertEvents(tx, callEvents(call));
    if (needsRecording(call, news)) await jobs.enqueue(tx, storeRecording, { callId: call.id });
    return { status: 'processed' };
  }

  return async ({ deliveryId }: { deliveryId: string }, job: JobContext): Promise<void> => {
    const delivery = await database.asSystem((tx) => findDelivery(tx, deliveryId));
    if (delivery?.status !== 'received') return;
    const { companyId } = delivery;
    if (companyId === null) {
      await database.asSystem((tx) =>
        finishDelivery(tx, deliveryId, { status: 'unroutable', error: 'no company is known' }),
      );
      return;
    }
    const news = readNews(delivery);
    const outcome = await database.withTenant(companyId, async (tx) => {
      const result = 'problem' in news ? news.problem : await record(tx, news);
      await finishDelivery(tx, deliveryId, result);
      await job.completeIn(tx, { status: result.status });
      return result;
    });
    if (outcome.status !== 'processed') {
      logger.warn('a CallRail event gave no call', { deliveryId, ...outcome });
    }
  };
}

function readNews(delivery: {
  readonly event: string;
  readonly body: Uint8Array;
  readonly receivedAt: Date;
}): CallrailNews | { readonly problem: Outcome } {
  try {
    const call = parseCallrailCall(Buffer.from(delivery.body));
    const news = callrailNews(delivery.event, call, delivery.receivedAt);
    return news ?? { problem: { status: 'ignored', error: 'the event is none of a call' } };
  } catch (error) {
    if (!(error instanceof WebhookParseError)) throw error;
    return { problem: { status: 'failed', error: error.problem } };
  }
}

/** A call that somebody answered and that is over, unless its recording is already taken care of. */
function needsRecording(call: CallRow, { stage, answered, recordingUrl }: CallrailNews): boolean {
  const isNewsOfIt = stage === 'ended' || (stage === 'modified' && recordingUrl !== null);
  return (
    isNewsOfIt &&
    call.status === 'completed' &&
    (answered === true || call.recordingUrl !== null) &&
    call.recordingStoredKey === null &&
    call.transcriptionStatus === 'not_started'
  );
}
