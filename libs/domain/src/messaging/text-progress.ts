import type { MessageRow } from '@otto/db';
import type { TwilioTextStatus } from '@otto/integrations';

type VendorStatus = NonNullable<TwilioTextStatus['status']>;

/** How far an outbound text has come, as far as Otto knows. */
export type TextProgress = Pick<MessageRow, 'status' | 'errorCode' | 'deliveredAt' | 'readAt'>;

export interface TextStatusNews {
  readonly status: VendorStatus;
  readonly errorCode: string | null;
  readonly receivedAt: Date;
}

/** Null is no word of a text that was sent. */
const STATUSES: Readonly<Record<VendorStatus, string | null>> = {
  accepted: 'queued',
  scheduled: 'queued',
  queued: 'queued',
  sending: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
  received: null,
};

const RANKS: Readonly<Record<string, number>> = {
  sending: 0,
  held: 0,
  unknown: 0,
  queued: 1,
  sent: 2,
};
const FINAL_RANK = 3;

/**
 * The text after one more status: it only moves forward, and what is final stays, so that statuses
 * may come in any order and again. Null when there is nothing new.
 */
export function progressAfterStatus(
  current: TextProgress,
  news: TextStatusNews,
): TextProgress | null {
  const status = STATUSES[news.status];
  if (status === null) return null;
  const isForward = rankOf(status) > rankOf(current.status);
  if (!isForward && status !== current.status) return null;
  const next: TextProgress = {
    status,
    errorCode: isFailure(status) ? (current.errorCode ?? news.errorCode) : null,
    deliveredAt: status === 'delivered' ? (current.deliveredAt ?? news.receivedAt) : null,
    readAt: news.status === 'read' ? (current.readAt ?? news.receivedAt) : current.readAt,
  };
  return isSame(current, next) ? null : next;
}

function rankOf(status: string): number {
  return RANKS[status] ?? FINAL_RANK;
}

/** Whether a text with the status did not, and will not, reach its phone. */
export function isFailure(status: string): boolean {
  return status === 'failed' || status === 'undelivered';
}

function isSame(a: TextProgress, b: TextProgress): boolean {
  return (
    a.status === b.status &&
    a.errorCode === b.errorCode &&
    a.deliveredAt?.getTime() === b.deliveredAt?.getTime() &&
    a.readAt?.getTime() === b.readAt?.getTime()
  );
}
