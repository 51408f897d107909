import { claimWrite, releaseWrite, storeAnswer, type Database, type TenantTx } from '@otto/db';
import type { Answer } from '../answer';
import { knownAnswer } from './known-answer';
import type { RepeatableWrite } from './write-of';

/** Longer than any request may take; after a crash the write can be repeated when it has passed. */
const LEASE_SECONDS = 90;

/**
 * The same for a use case that calls a provider, around which no transaction may be open: the claim
 * is committed before, the answer after. When the process dies in between, the use case runs again
 * on the repeated request, and the keys that it has stored before its effects make that safe.
 */
export async function workOnce(
  { database, companyId }: { readonly database: Database; readonly companyId: string },
  write: RepeatableWrite,
  steps: {
    readonly work: () => Promise<Answer>;
    readonly refusal: (error: unknown) => Answer | null;
  },
): Promise<Answer> {
  const known = await database.withTenant(companyId, (tx) => claim(tx, write));
  if (known) return known;
  const { requestHash } = write;
  try {
    const answer = await steps.work().catch((error: unknown) => {
      const refusal = steps.refusal(error);
      if (!refusal) throw error;
      return refusal;
    });
    const stored = { requestHash, statusCode: answer.status, responseBody: answer.text };
    await database.withTenant(companyId, (tx) => storeAnswer(tx, write, stored));
    return answer;
  } catch (error) {
    await database.withTenant(companyId, (tx) => releaseWrite(tx, write));
    throw error;
  }
}

async function claim(tx: TenantTx, write: RepeatableWrite): Promise<Answer | null> {
  const known = await knownAnswer(tx, write);
  if (!known) await claimWrite(tx, write, { ...write, leaseSeconds: LEASE_SECONDS });
  return known;
}
