import { z } from 'zod';
import { findIntegration, takeFromBudgets, type Database } from '@otto/db';
import {
  CALLRAIL_LIMITS,
  createCallrailClient,
  createRateLimiter,
  unseal,
  type CallrailClient,
  type HttpClient,
} from '@otto/integrations';

/** The client of a company's CallRail account; null when the company has none in use. */
export type CallrailAccounts = (companyId: string) => Promise<CallrailClient | null>;

const credentialsSchema = z.object({ apiKey: z.string().min(1) });

/**
 * Opens a company's stored CallRail credentials at each use, so that changed ones count at once.
 * Throws SealingError when no encryption key fits. Requests count against the account's budget in
 * PostgreSQL, whoever makes them.
 */
export function createCallrailAccounts(deps: {
  readonly database: Database;
  readonly baseUrl: string;
  readonly encryptionKeys: string;
  readonly http: HttpClient;
}): CallrailAccounts {
  const { database, baseUrl, encryptionKeys, http } = deps;
  const limiter = createRateLimiter({
    vendor: 'callrail',
    limits: CALLRAIL_LIMITS,
    store: { take: (account, limits) => takeFromBudgets(database.sql, account, limits) },
  });
  return async (companyId) => {
    const account = await database.withTenant(companyId, (tx) => findIntegration(tx, 'callrail'));
    if (!account) return null;
    const { apiKey } = credentialsSchema.parse(
      JSON.parse(unseal(encryptionKeys, account.credentialsEnc)),
    );
    const { accountRef: accountId } = account;
    return createCallrailClient({ baseUrl, accountId, apiKey, http, limiter });
  };
}
