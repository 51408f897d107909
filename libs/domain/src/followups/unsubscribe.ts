import type { Database } from '@otto/db';
import { seal, SealingError, unseal } from '@otto/integrations';
import { z } from 'zod';
import { optOut } from '../messaging/opt-out';

const USE = 'unsubscribe';
const reader = z.object({ use: z.literal(USE), companyId: z.string(), email: z.string() });

/** Who no longer wants to hear from which company. */
export interface MailReader {
  readonly companyId: string;
  readonly email: string;
}

/** The link by which a reader unsubscribes; nobody can read or make one without our keys. */
export function unsubscribeUrl(
  { publicUrl, encryptionKeys }: { readonly publicUrl: string; readonly encryptionKeys: string },
  { companyId, email }: MailReader,
): string {
  const token = seal(encryptionKeys, JSON.stringify({ use: USE, companyId, email }));
  return `${publicUrl}/unsubscribe?token=${token}`;
}

/** Whom a link is for; null when it is not one of ours. */
export function readUnsubscribeToken(encryptionKeys: string, token: string): MailReader | null {
  try {
    const { companyId, email } = reader.parse(JSON.parse(unseal(encryptionKeys, token)));
    return { companyId, email };
  } catch (error) {
    if (
      error instanceof SealingError ||
      error instanceof z.ZodError ||
      error instanceof SyntaxError
    )
      return null;
    throw error;
  }
}

/** Notes that a reader wants no more mails, and takes back those that wait; again changes nothing. */
export function createUnsubscribe({ database }: { readonly database: Database }) {
  return ({ companyId, email }: MailReader): Promise<void> =>
    database.withTenant(companyId, (tx) => optOut(tx, { channel: 'email', email, source: 'link' }));
}
