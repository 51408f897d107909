import {
  lockContactOfMessage,
  lockMessage,
  lockMessageByProviderId,
  updateMessage,
  type Database,
  type MessageRow,
  type TenantTx,
} from '@otto/db';
import { parseTwilioTextStatus, TWILIO_CODES } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import { createHandleDelivery } from '../deliveries/handle-delivery';
import { waitFor } from '../deliveries/not-known-yet-error';
import { validate as isUuid } from 'uuid';
import type { Publish } from '../live';
import { noteUndelivered } from '../recovery/note-outcome';
import { noteRefusal, noteFoundOut } from './settle-text';
import { isFailure, progressAfterStatus } from './text-progress';

/**
 * Records how far a text that Otto sent by Twilio has come. Throws NotKnownYetError while no text
 * has the id: Twilio may tell of it before its answer to the sending was stored. A refusal because
 * of an opt-out is one here too, and a missed caller whom no text can reach goes to a person.
 */
export function createRecordMessageStatus(deps: {
  readonly database: Database;
  readonly publish: Publish;
  readonly logger: Logger;
}) {
  return createHandleDelivery(deps, async (tx, { body, headers, receivedAt }, job) => {
    const { messageId, status, errorCode } = parseTwilioTextStatus(Buffer.from(body));
    if (status === null) return { status: 'ignored', error: 'the status is not known' };
    const isOptOut = errorCode === TWILIO_CODES.optedOut;
    const ourId = ourIdIn(headers);
    // The card before the text, as everywhere.
    const ids = { providerMessageId: messageId, id: ourId };
    if (isOptOut) await lockContactOfMessage(tx, 'twilio', ids);
    const message =
      (await lockMessageByProviderId(tx, 'twilio', messageId)) ??
      (await adopt(tx, deps.publish, ourId, {
        providerMessageId: messageId,
        at: receivedAt,
      }));
    if (message === null) return waitFor('the text', job);
    if (message.direction === 'inbound') {
      return { status: 'ignored', error: 'the text came in and has no further status' };
    }
    const changes = progressAfterStatus(message, { status, errorCode, receivedAt });
    if (changes) await updateMessage(tx, message.id, changes);
    if (changes && isOptOut) await noteRefusal(tx, deps.publish, message);
    if (changes && isFailure(changes.status)) {
      const failed = { errorCode: changes.errorCode, now: receivedAt };
      await noteUndelivered(tx, deps.publish, message, failed);
    }
    return { status: 'processed' };
  });
}

/** The header in which the door keeps our id out of the URL that Twilio was given. */
const OUR_ID = 'x-otto-mid';

function ourIdIn(headers: unknown): string | null {
  const id = (headers as Readonly<Record<string, unknown>> | null)?.[OUR_ID];
  return isUuid(id) ? (id as string) : null;
}

/** The text that Otto asked for and never learned the provider's id of. */
async function adopt(
  tx: TenantTx,
  publish: Publish,
  id: string | null,
  told: { readonly providerMessageId: string; readonly at: Date },
): Promise<MessageRow | null> {
  const message = id === null ? null : await lockMessage(tx, id);
  if (message?.direction !== 'outbound' || message.providerMessageId !== null) return null;
  await noteFoundOut(tx, publish, message, told);
  return { ...message, status: 'queued', errorCode: null };
}
