import type { Database } from '@otto/db';
import type { Logger } from '@otto/observability';
import { createHandleDelivery } from '../deliveries/handle-delivery';
import { recordText, type RecordTextDeps } from './record-text';
import { twilioTextNews } from './text-news';

/** Turns one accepted delivery of a text that came in at Twilio into message, contact and lead. */
export function createRecordTwilioMessage(
  deps: {
    readonly database: Database;
    readonly logger: Logger;
  } & RecordTextDeps,
) {
  return createHandleDelivery(deps, async (tx, { body, receivedAt }) =>
    recordText(tx, twilioTextNews(Buffer.from(body), receivedAt), deps),
  );
}
