import {
  claimWrite,
  finishWrite,
  releaseWrite,
  storeAnswer,
  type Database,
  type TenantTx,
} from '@otto/db';
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
  const claim = await database.withTenant(companyId, (tx) => claimOf(tx, write));
  if ('status' in claim) return claim;
  const { token } = claim;
  try {
    const answer = await steps.work().catch((error: unknown) => {
      const refusal = steps.refusal(error);
      if (!refusal) throw error;
      return refusal;
    });
    return await database.withTenant(companyId, (tx) => finish(tx, write, { token, answer }));
  } catch (error) {
    // When that fails as well, the end of the lease releases it.
    await database
      .withTenant(companyId, (tx) => releaseWrite(tx, write, token))
      .catch(() => undefined);
    throw error;
  }
}

async function claimOf(
  tx: TenantTx,
  write: RepeatableWrite,
): Promise<Answer | { readonly token: string }> {
  const known = await knownAnswer(tx, write);
  return known ?? { token: await claimWrite(tx, write, { ...write, leaseSeconds: LEASE_SECONDS }) };
}

/** Who has outlived its lease may find that the next has the write: then the next's answer holds. */
async function finish(
  tx: TenantTx,
  write: RepeatableWrite,
  { token, answer }: { readonly token: string; readonly answer: Answer },
): Promise<Answer> {
  const stored = { statusCode: answer.status, responseBody: answer.text };
  if (await finishWrite(tx, write, { ...stored, claimToken: token })) return answer;
  const known = await knownAnswer(tx, write);
  if (known) return known;
  await storeAnswer(tx, write, { ...stored, requestHash: write.requestHash });
  return answer;
}
