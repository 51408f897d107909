import { lockMessageByProviderId, updateMessage, type Database } from '@otto/db';
import { parseTwilioTextStatus } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import { createHandleDelivery } from '../deliveries/handle-delivery';
import { waitFor } from '../deliveries/not-known-yet-error';
import { progressAfterStatus } from './text-progress';

/**
 * Records how far a text that Otto sent by Twilio has come. Throws NotKnownYetError while no text
 * has the id: Twilio may tell of it before its answer to the sending was stored.
 */
export function createRecordMessageStatus(deps: {
  readonly database: Database;
  readonly logger: Logger;
}) {
  return createHandleDelivery(deps, async (tx, { body, receivedAt }, job) => {
    const { messageId, status, errorCode } = parseTwilioTextStatus(Buffer.from(body));
    if (status === null) return { status: 'ignored', error: 'the status is not known' };
    const message = await lockMessageByProviderId(tx, 'twilio', messageId);
    if (message === null) return waitFor('the text', job);
    if (message.direction === 'inbound') {
      return { status: 'ignored', error: 'the text came in and has no further status' };
    }
    const changes = progressAfterStatus(message, { status, errorCode, receivedAt });
    if (changes) await updateMessage(tx, message.id, changes);
    return { status: 'processed' };
  });
}
