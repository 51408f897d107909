import { findTokenOwners, type Database } from '@otto/db';
import { createDirectory, type Directory } from './directory';
import { openKeys } from './open-keys';

export interface CallrailSender {
  readonly companyId: string;
  /** Keys that the company's webhooks may be signed with: the new and, in a rotation, the old. */
  readonly signingKeys: readonly string[];
}

/** The active companies by their webhook tokens. */
export type CallrailSenders = Directory<CallrailSender>;

export function createCallrailSenders(deps: {
  readonly database: Database;
  readonly encryptionKeys: string;
}): CallrailSenders {
  return createDirectory(async (tokens) => {
    const owners = await findTokenOwners(deps.database.sql, 'callrail', [...new Set(tokens)]);
    const byToken = new Map(owners.map((owner) => [owner.webhookToken, owner]));
    return tokens.map((token) => {
      const owner = byToken.get(token);
      if (!owner) return null;
      const signingKeys = openKeys(deps.encryptionKeys, owner.signingKeyEnc);
      return { companyId: owner.companyId, signingKeys };
    });
  });
}
