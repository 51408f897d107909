import {
  lockMissedCallEntry,
  markAttemptUndelivered,
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

/** Codes of Twilio after which a later text may arrive all the same: phone off, carrier busy. */
const MAY_PASS = ['30001', '30003', '30008'];

/**
 * A text did not reach its phone: where it was an attempt's, that did not succeed, and where none
 * ever will reach it, a person has to call back.
 */
export async function noteUndelivered(
  tx: TenantTx,
  publish: Publish,
  { dedupeKey }: MessageRow,
  { errorCode, now }: { readonly errorCode: string | null; readonly now: Date },
): Promise<void> {
  const about = attemptOf(dedupeKey);
  const entry = about && (await lockMissedCallEntry(tx, about.entryId));
  if (!about || !entry) return;
  const { entryId, attempt } = about;
  await markAttemptUndelivered(tx, entryId, attempt);
  if (errorCode === null || MAY_PASS.includes(errorCode)) return;
  await moveRecovery(tx, publish, entry, { event: { type: 'unreachable', attempt, now }, now });
}

function attemptOf(dedupeKey: string | null) {
  const [, entryId, attempt] = KEY.exec(dedupeKey ?? '') ?? [];
  return entryId && attempt ? { entryId, attempt: Number(attempt) } : null;
}
