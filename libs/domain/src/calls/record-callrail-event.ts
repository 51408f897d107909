import type { Database } from '@otto/db';
import { parseCallrailCall } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import type { Enqueuer } from '@otto/queues';
import { createHandleDelivery } from '../deliveries/handle-delivery';
import type { Publish } from '../live';
import { callrailNews } from './callrail-news';
import { recordCallrailNews } from './record-callrail-news';
import { NO_CALL_OUTCOMES } from './upsert-call';

/** Turns one accepted delivery of CallRail into call, contact, lead and the next job. */
export function createRecordCallrailEvent(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly logger: Logger;
}) {
  return createHandleDelivery(deps, async (tx, { event, body, receivedAt }) => {
    const news = callrailNews(event, parseCallrailCall(Buffer.from(body)), receivedAt);
    if (news === null) return { status: 'ignored', error: 'the event is none of a call' };
    const call = await recordCallrailNews(tx, deps, news);
    return typeof call === 'string' ? NO_CALL_OUTCOMES[call] : { status: 'processed' };
  });
}
