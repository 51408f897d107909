import { z } from 'zod';
import { findAccountOwners, type AccountOwner, type Database } from '@otto/db';
import { unseal } from '@otto/integrations';
import { createDirectory, type Directory } from './directory';
import { openKeys } from './open-keys';

export interface TwilioSender {
  readonly companyId: string;
  /** Auth tokens that the account's webhooks may be signed with, in a rotation more than one. */
  readonly signingKeys: readonly string[];
}

/** The active companies by the ids of their Twilio accounts. */
export type TwilioSenders = Directory<TwilioSender>;

const credentialsSchema = z.object({ authToken: z.string().min(1) });

export function createTwilioSenders(deps: {
  readonly database: Database;
  readonly encryptionKeys: string;
}): TwilioSenders {
  return createDirectory(async (accountIds) => {
    const owners = await findAccountOwners(deps.database.sql, 'twilio', [...new Set(accountIds)]);
    const byAccount = new Map(owners.map((owner) => [owner.accountRef, owner]));
    return accountIds.map((accountId) => {
      const owner = byAccount.get(accountId);
      return owner
        ? { companyId: owner.companyId, signingKeys: authTokens(deps.encryptionKeys, owner) }
        : null;
    });
  });
}

/** Twilio signs with the token that it is asked with, so that one counts beside the stored keys. */
function authTokens(encryptionKeys: string, owner: AccountOwner): string[] {
  const stored = openKeys(encryptionKeys, owner.signingKeyEnc);
  return [...new Set([...stored, ...ownToken(encryptionKeys, owner.credentialsEnc)])];
}

/** None when no encryption key opens it or something else is in it. */
function ownToken(encryptionKeys: string, sealed: string): string[] {
  try {
    return [credentialsSchema.parse(JSON.parse(unseal(encryptionKeys, sealed))).authToken];
  } catch {
    return [];
  }
}
