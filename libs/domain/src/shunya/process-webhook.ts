import {
  findDelivery,
  findShunyaJobBySeq,
  finishDelivery,
  listShunyaJobsByTaskId,
  type Database,
} from '@otto/db';
import { parseShunyaWebhook, WebhookParseError, type ShunyaEvent } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import type { JobContext } from '@otto/queues';
import type { AdvanceJob } from './advance-job';
import { newsOf } from './job-news';
import type { JobRef } from './job-scene';

type Outcome = Parameters<typeof finishDelivery>[2];

/** Takes an accepted webhook of Shunya as news of the job that it names. */
export function createProcessShunyaWebhook(deps: {
  readonly database: Database;
  readonly advanceJob: AdvanceJob;
  readonly logger: Logger;
}) {
  const { database, advanceJob, logger } = deps;

  /** By task id, else by the call's number; never across the border of a company. */
  async function findJob(event: ShunyaEvent, companyId: string | null): Promise<JobRef | Outcome> {
    const { taskId, seq } = event;
    const named =
      taskId === null ? [] : await database.asSystem((tx) => listShunyaJobsByTaskId(tx, taskId));
    const own = companyId === null ? only(named) : named.find((job) => job.companyId === companyId);
    if (own) return own;
    const numbered =
      companyId === null || seq === null
        ? null
        : await database.withTenant(companyId, (tx) => findShunyaJobBySeq(tx, seq));
    if (numbered) return numbered;
    return {
      status: 'ignored',
      error: named.length > 0 ? 'the job is another company’s' : 'the job is unknown',
    };
  }

  async function handle(
    delivery: { readonly companyId: string | null; readonly body: Uint8Array },
    signal: AbortSignal,
  ): Promise<Outcome> {
    const event = readEvent(delivery.body);
    if ('status' in event && 'outcome' in event) return event.outcome;
    const companyId = delivery.companyId ?? event.companyId;
    if (event.companyId !== null && event.companyId !== companyId) {
      return { status: 'ignored', error: 'the webhook names another company' };
    }
    const job = await findJob(event, companyId);
    if ('status' in job) return job;
    await advanceJob(job, { newsFor: (row) => newsOf(event, row) }, signal);
    return { status: 'processed' };
  }

  return async ({ deliveryId }: { deliveryId: string }, job: JobContext): Promise<void> => {
    const delivery = await database.asSystem((tx) => findDelivery(tx, deliveryId));
    if (delivery?.status !== 'received') return;
    const outcome = await handle(delivery, job.signal);
    if (outcome.status !== 'processed') {
      logger.warn('a webhook of Shunya moved no job', { deliveryId, ...outcome });
    }
    await database.asSystem(async (tx) => {
      await finishDelivery(tx, deliveryId, outcome);
      await job.completeIn(tx, { status: outcome.status });
    });
  };
}

function readEvent(body: Uint8Array): ShunyaEvent | { status: 'failed'; outcome: Outcome } {
  try {
    return parseShunyaWebhook(Buffer.from(body));
  } catch (error) {
    if (!(error instanceof WebhookParseError)) throw error;
    return { status: 'failed', outcome: { status: 'failed', error: error.problem } };
  }
}

function only<T>(items: readonly T[]): T | null {
  return items.length === 1 ? (items[0] ?? null) : null;
}
