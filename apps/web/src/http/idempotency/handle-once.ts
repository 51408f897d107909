import { storeAnswer, type TenantTx } from '@otto/db';
import type { Answer } from '../answer';
import { knownAnswer } from './known-answer';
import type { RepeatableWrite } from './write-of';

/**
 * Does the write unless it was done before. Its effect and the record of its answer are committed
 * together, so a crash leaves both or neither. A refusal (4xx) is an answer as well: what the use
 * case had changed by then is taken back, and the refusal is kept.
 */
export async function handleOnce(
  tx: TenantTx,
  write: RepeatableWrite,
  steps: {
    readonly handle: (tx: TenantTx) => Promise<Answer>;
    /** The answer that an error is; null when it must not be kept. */
    readonly refusal: (error: unknown) => Answer | null;
  },
): Promise<Answer> {
  const known = await knownAnswer(tx, write);
  if (known) return known;
  const answer = await undoable(tx, steps.handle).catch((error: unknown) => {
    const refusal = steps.refusal(error);
    if (!refusal) throw error;
    return refusal;
  });
  await storeAnswer(tx, write, {
    requestHash: write.requestHash,
    statusCode: answer.status,
    responseBody: answer.text,
  });
  return answer;
}

/** Runs fn so that its failure undoes what fn did and nothing more, hooks for the commit included. */
async function undoable<T>(tx: TenantTx, fn: (tx: TenantTx) => Promise<T>): Promise<T> {
  const hooks: (() => void)[] = [];
  await tx.query('savepoint use_case');
  try {
    const done = await fn({ ...tx, afterCommit: (hook) => void hooks.push(hook) });
    for (const hook of hooks) tx.afterCommit(hook);
    return done;
  } catch (error) {
    await tx.query('rollback to savepoint use_case');
    throw error;
  }
}
