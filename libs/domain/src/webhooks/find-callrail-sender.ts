import { findTokenOwners, type Database } from '@otto/db';
import { createBatcher } from '@otto/db/sql';
import { unseal } from '@otto/integrations';

export interface CallrailSender {
  readonly companyId: string;
  /** Keys that the company's webhooks may be signed with: the new and, in a rotation, the old. */
  readonly signingKeys: readonly string[];
}

export type FindCallrailSender = (webhookToken: string) => Promise<CallrailSender | null>;

/**
 * Finds the company behind a webhook token, always from the table, so that a changed key or token
 * counts at once. Lookups that wait at the same time share one statement.
 */
export function createFindCallrailSender(deps: {
  readonly database: Database;
  readonly encryptionKeys: string;
}): FindCallrailSender {
  return createBatcher(async (tokens: readonly string[]) => {
    const owners = await findTokenOwners(deps.database.sql, 'callrail', [...new Set(tokens)]);
    const byToken = new Map(owners.map((owner) => [owner.webhookToken, owner]));
    return tokens.map((token) => {
      const owner = byToken.get(token);
      if (!owner) return null;
      return {
        companyId: owner.companyId,
        signingKeys: openKeys(deps.encryptionKeys, owner.signingKeyEnc),
      };
    });
  });
}

/** A sealed text that no key opens gives no signing key, and so nobody gets in. */
function openKeys(encryptionKeys: string, sealed: string | null): string[] {
  if (sealed === null) return [];
  try {
    return unseal(encryptionKeys, sealed)
      .split(',')
      .map((key) => key.trim())
      .filter((key) => key !== '');
  } catch {
    return [];
  }
}
