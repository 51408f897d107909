import type { Database } from '@otto/db';
import type { Logger } from '@otto/observability';
import { createHandleDelivery } from '../deliveries/handle-delivery';
import { recordText, type RecordTextDeps } from './record-text';
import { callrailTextNews } from './text-news';

/** Turns one accepted delivery of a text at CallRail, in either direction, into message, contact and lead. */
export function createRecordCallrailText(
  deps: {
    readonly database: Database;
    readonly logger: Logger;
  } & RecordTextDeps,
) {
  return createHandleDelivery(deps, async (tx, { event, body, receivedAt }) => {
    const news = callrailTextNews(event, Buffer.from(body), receivedAt);
    if (news === null) return { status: 'ignored', error: 'the event is none of a text' };
    return recordText(tx, news, deps);
  });
}
