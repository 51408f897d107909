import {
  countConversations,
  countThread,
  findConversations,
  findThread,
  findVisibleContactCard,
  markTextsRead,
  type MessageRow,
  type TenantTx,
} from '@otto/db';
import { noSuchRecord } from '../errors';
import type { SignUrl } from '../reading/call-view';
import { fullName } from '../reading/person-name';
import { contactScope, type Viewer } from '../reading/viewer';
import { textRow } from './text-row';

interface Window {
  readonly limit: number;
  readonly offset: number;
}

/**
 * The texts with a contact, the latest first. Those of the customer's that are shown count as read
 * from then on; the answer says how they were before.
 */
export async function readThread(
  tx: TenantTx,
  viewer: Viewer,
  { contactCardId, ...window }: Window & { readonly contactCardId: string },
  { signUrl, now }: { readonly signUrl: SignUrl; readonly now: Date },
) {
  const card = await findVisibleContactCard(tx, contactCardId, contactScope(viewer));
  if (!card) throw noSuchRecord();
  const messages = await findThread(tx, contactCardId, window);
  const total = await countThread(tx, contactCardId);
  await markTextsRead(
    tx,
    messages.filter(isUnread).map(({ id }) => id),
    now,
  );
  return { messages: messages.map((message) => textRow(message, signUrl)), total, ...window };
}

/** Whom the viewer's company texts with, the latest first; a rep sees their own customers. */
export async function listConversations(
  tx: TenantTx,
  viewer: Viewer,
  { unread, ...window }: Window & { readonly unread?: boolean | undefined },
) {
  const filter = { scope: contactScope(viewer), unread };
  const found = await findConversations(tx, filter, window);
  const total = await countConversations(tx, filter);
  const conversations = found.map(({ firstName, lastName, ...shown }) => ({
    ...shown,
    customerName: fullName({ firstName, lastName }),
  }));
  return { conversations, total, ...window };
}

function isUnread({ direction, readAt }: MessageRow): boolean {
  return direction === 'inbound' && readAt === null;
}
