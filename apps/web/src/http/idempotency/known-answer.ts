import { findIdempotencyRecord, tryLockWrite, type TenantTx } from '@otto/db';
import type { Answer } from '../answer';
import { Problem } from '../problem';
import type { RepeatableWrite } from './write-of';

/**
 * What the write was answered before; null when this transaction is the one to do it, and holds it
 * until its end. The lock and the look are two statements: the second must see what the last holder
 * of the lock has committed.
 */
export async function knownAnswer(tx: TenantTx, write: RepeatableWrite): Promise<Answer | null> {
  if (!(await tryLockWrite(tx, write))) throw inProgress();
  const record = await findIdempotencyRecord(tx, write);
  if (!record) return null;
  if (record.requestHash !== write.requestHash) {
    throw new Problem(
      422,
      'IDEMPOTENCY_KEY_REUSED',
      'This Idempotency-Key came with another request before.',
    );
  }
  if (!record.answer) throw inProgress();
  const { statusCode: status, responseBody: text } = record.answer;
  return { status, text, isReplay: true };
}

const inProgress = (): Problem =>
  new Problem(409, 'IDEMPOTENCY_IN_PROGRESS', 'The same request is being worked on.', {
    headers: { 'Retry-After': '1' },
  });
