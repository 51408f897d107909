import {
  findClerkObject,
  findDelivery,
  finishDelivery,
  lockClerkObjects,
  saveClerkObject,
  type Database,
  type SystemTx,
} from '@otto/db';
import { parseClerkEvent, WebhookParseError, type ClerkEvent } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import type { JobContext } from '@otto/queues';
import type { DeliveryOutcome } from '../deliveries/handle-delivery';
import { waitFor } from '../deliveries/not-known-yet-error';
import { cleanBody } from '../json/clean-body';
import { factOf, type ClerkFact } from './clerk-fact';
import { isNews } from './is-news';
import { projectFact } from './project-fact';
import type { MemberResult } from './project-member';

/**
 * Brings companies, people and invitations up to one accepted event of Clerk, whatever the order in
 * which the events come. Its company may be the one that the event is about to make.
 */
export function createApplyClerkEvent({
  database,
  logger,
}: {
  readonly database: Database;
  readonly logger: Logger;
}) {
  return async ({ deliveryId }: { deliveryId: string }, job: JobContext): Promise<void> => {
    const outcome = await database.asSystem(async (tx) => {
      await lockClerkObjects(tx);
      const delivery = await findDelivery(tx, deliveryId);
      if (delivery?.status !== 'received') return null;
      const read = readFact(delivery);
      const result = 'status' in read ? read : await apply(tx, read, job);
      await finishDelivery(tx, deliveryId, result);
      await job.completeIn(tx, { status: result.status });
      return result;
    });
    if (outcome !== null && outcome.status !== 'processed') {
      logger.warn('an event of Clerk changed nothing', { deliveryId, ...outcome });
    }
  };
}

function readFact(delivery: {
  readonly body: Uint8Array;
  readonly receivedAt: Date;
}): ClerkFact | DeliveryOutcome {
  let event: ClerkEvent;
  try {
    event = parseClerkEvent(cleanBody(delivery.body));
  } catch (error) {
    if (!(error instanceof WebhookParseError)) throw error;
    return { status: 'failed', error: error.problem };
  }
  if (event.type === 'other') {
    return { status: 'ignored', error: 'the event is none of people or companies' };
  }
  return factOf(event, delivery.receivedAt);
}

async function apply(tx: SystemTx, fact: ClerkFact, job: JobContext): Promise<DeliveryOutcome> {
  const before = await findClerkObject(tx, fact.kind, fact.id);
  if (!isNews(before, fact)) return { status: 'ignored', error: 'later news is known already' };
  await saveClerkObject(tx, { ...fact, data: { ...fact.data } });
  return outcomeOf(await projectFact(tx, fact, before), job);
}

function outcomeOf(result: MemberResult, job: JobContext): DeliveryOutcome {
  switch (result) {
    case 'gone':
      return { status: 'ignored', error: 'the person or the company is deleted' };
    case 'other_company':
      return { status: 'ignored', error: 'the person works for another company' };
    case 'no_role':
      return waitFor('the role of the member', job);
    case 'email_taken':
      return waitFor('who else has the address', job);
    default:
      return { status: 'processed' };
  }
}
