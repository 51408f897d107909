import type { MessageRow } from '@otto/db';
import type { SignUrl } from '../reading/call-view';

const LINK_SECONDS = 3_600;

/** A text that waits for its sending is queued, for whoever looks from outside. */
const SHOWN: Readonly<Record<string, string>> = { held: 'queued', sending: 'queued' };

/** A text as the front ends see it, with links to its pictures. */
export function textRow(message: MessageRow, signUrl: SignUrl) {
  const { status, deliveredAt, readAt } = message;
  return {
    id: message.id,
    contactCardId: message.contactCardId,
    callId: message.callId,
    sender: message.sender,
    senderRole: message.senderRole,
    body: message.body,
    direction: message.direction,
    messageType: message.type,
    status: SHOWN[status] ?? status,
    errorCode: message.errorCode,
    delivered: deliveredAt !== null,
    deliveredAt,
    read: readAt !== null,
    readAt,
    mediaUrls: message.mediaKeys.map((key) => signUrl(key, LINK_SECONDS)),
    createdAt: message.createdAt,
  };
}
