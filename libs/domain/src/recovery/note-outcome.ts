import {
  lockMissedCallEntry,
  putMissedCallAttempt,
  type MessageRow,
  type TenantTx,
} from '@otto/db';
import type { Publish } from '../live';
import { moveRecovery } from './move-recovery';

const KEY = /^mc:([0-9a-f-]{36}):(\d+)$/;

/** The key of the text of an attempt. */
export function keyOfAttempt(entryId: string, attempt: number): string {
  return `mc:${entryId}:${attempt}`;
}

/** A text of which nobody knew has gone out: where it was an attempt's, that attempt was one. */
export async function noteFound(
  tx: TenantTx,
  { id: messageId, dedupeKey, sendingAt, createdAt }: MessageRow,
): Promise<void> {
  const about = attemptOf(dedupeKey);
  if (about === null || !(await lockMissedCallEntry(tx, about.entryId))) return;
  const { entryId, attempt: attemptNumber } = about;
  await putMissedCallAttempt(tx, {
    entryId,
    attemptNumber,
    messageId,
    success: true,
    attemptedAt: sendingAt ?? createdAt,
  });
}

/** A text of which nobody knew has not gone out: where it was an attempt's, that is made again. */
export async function noteLost(
  tx: TenantTx,
  publish: Publish,
  { dedupeKey }: MessageRow,
  now: Date,
): Promise<void> {
  const about = attemptOf(dedupeKey);
  const entry = about && (await lockMissedCallEntry(tx, about.entryId));
  if (!about || !entry) return;
  const event = { type: 'lost', attempt: about.attempt, now } as const;
  await moveRecovery(tx, publish, entry, { event, now });
}

function attemptOf(dedupeKey: string | null) {
  const [, entryId, attempt] = KEY.exec(dedupeKey ?? '') ?? [];
  return entryId && attempt ? { entryId, attempt: Number(attempt) } : null;
}
