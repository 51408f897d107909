import type { Database } from '@otto/db';
import type { Logger } from '@otto/observability';
import type { Enqueuer } from '@otto/queues';
import { createHandleDelivery } from '../deliveries/handle-delivery';
import type { Publish } from '../live';
import { recordText } from './record-text';
import { twilioTextNews } from './text-news';

/** Turns one accepted delivery of a text that came in at Twilio into message, contact and lead. */
export function createRecordTwilioMessage(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly logger: Logger;
}) {
  return createHandleDelivery(deps, async (tx, { body, receivedAt }) =>
    recordText(tx, twilioTextNews(Buffer.from(body), receivedAt), deps),
  );
}
