import type { Database } from '@otto/db';
import type { Logger } from '@otto/observability';
import type { Enqueuer } from '@otto/queues';
import { createHandleDelivery } from '../deliveries/handle-delivery';
import type { Publish } from '../live';
import { recordText } from './record-text';
import { callrailTextNews } from './text-news';

/** Turns one accepted delivery of a text at CallRail, in either direction, into message, contact and lead. */
export function createRecordCallrailText(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly logger: Logger;
}) {
  return createHandleDelivery(deps, async (tx, { event, body, receivedAt }) => {
    const news = callrailTextNews(event, Buffer.from(body), receivedAt);
    if (news === null) return { status: 'ignored', error: 'the event is none of a text' };
    return recordText(tx, news, deps);
  });
}
