import {
  forgetRecoveryWords,
  insertAuditEntry,
  listExpiredRecoveries,
  type Database,
  type ExpiredRecovery,
} from '@otto/db';

const BATCH = 200;

/**
 * Takes the words out of recoveries whose keeping time (90 days after their end) was over at the
 * time, in a transaction for each company and batch, and writes it down for each; says how many.
 */
export function createForgetRecoveries({ database }: { readonly database: Database }) {
  const forget = (companyId: string, expired: readonly ExpiredRecovery[], at: Date) =>
    database.withTenant(companyId, async (tx) => {
      const ids = expired.filter((one) => one.companyId === companyId).map(({ id }) => id);
      const forgotten = await forgetRecoveryWords(tx, ids, at);
      for (const resourceId of forgotten) {
        await insertAuditEntry(tx, {
          companyId,
          action: 'missed_call_words_deleted',
          resourceType: 'missed_call_entry',
          resourceId,
          context: { reason: 'retention_expired' },
        });
      }
      return forgotten.length;
    });

  return async (at: Date, signal: AbortSignal): Promise<number> => {
    let total = 0;
    for (;;) {
      const expired = await database.asSystem((tx) => listExpiredRecoveries(tx, at, BATCH));
      for (const companyId of new Set(expired.map((one) => one.companyId))) {
        signal.throwIfAborted();
        total += await forget(companyId, expired, at);
      }
      if (expired.length < BATCH) return total;
    }
  };
}
