import { z } from 'zod';
import { findIntegration, type Database } from '@otto/db';
import { createTwilioClient, unseal, type HttpClient, type TwilioClient } from '@otto/integrations';

/** The client of a company's Twilio account; null when the company has none in use. */
export type TwilioAccounts = (companyId: string) => Promise<TwilioClient | null>;

const credentialsSchema = z.object({ authToken: z.string().min(1) });
/** Where Twilio's API sends those who ask for a recording or a picture. */
const MEDIA_HOSTS = ['api.twilio.com', 'media.twiliocdn.com'];

/**
 * Opens a company's stored Twilio credentials at each use, so that changed ones count at once.
 * Throws SealingError when no encryption key fits.
 */
export function createTwilioAccounts(deps: {
  readonly database: Database;
  readonly baseUrl: string;
  readonly encryptionKeys: string;
  readonly http: HttpClient;
  /** Hosts that media may come from besides Twilio's own. */
  readonly mediaHosts: readonly string[];
}): TwilioAccounts {
  const { database, baseUrl, encryptionKeys, http } = deps;
  const mediaHosts = [...MEDIA_HOSTS, new URL(baseUrl).host, ...deps.mediaHosts];
  return async (companyId) => {
    const account = await database.withTenant(companyId, (tx) => findIntegration(tx, 'twilio'));
    if (!account) return null;
    const { authToken } = credentialsSchema.parse(
      JSON.parse(unseal(encryptionKeys, account.credentialsEnc)),
    );
    const { accountRef: accountId } = account;
    return createTwilioClient({ baseUrl, accountId, credentials: { authToken }, http, mediaHosts });
  };
}
