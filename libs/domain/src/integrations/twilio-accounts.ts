import { z } from 'zod';
import { findIntegration, type Database } from '@otto/db';
import { createTwilioClient, unseal, type HttpClient, type TwilioClient } from '@otto/integrations';

/** The client of the Twilio account that a company uses; null when there is none. */
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
  /** The account of companies that have none of their own, its tokens newest first. */
  readonly shared?: { readonly id: string; readonly authTokens: readonly string[] } | null;
}): TwilioAccounts {
  const { database, baseUrl, encryptionKeys, http } = deps;
  const mediaHosts = [...MEDIA_HOSTS, new URL(baseUrl).host, ...deps.mediaHosts];
  return async (companyId) => {
    const account = await database.withTenant(companyId, (tx) => findIntegration(tx, 'twilio'));
    if (!account) return sharedClient(deps, mediaHosts);
    const { authToken } = credentialsSchema.parse(
      JSON.parse(unseal(encryptionKeys, account.credentialsEnc)),
    );
    const { accountRef: accountId } = account;
    return createTwilioClient({ baseUrl, accountId, credentials: { authToken }, http, mediaHosts });
  };
}

function sharedClient(
  {
    shared,
    baseUrl,
    http,
  }: Pick<Parameters<typeof createTwilioAccounts>[0], 'shared' | 'baseUrl' | 'http'>,
  mediaHosts: readonly string[],
): TwilioClient | null {
  const authToken = shared?.authTokens[0];
  if (!shared || authToken === undefined) return null;
  return createTwilioClient({
    baseUrl,
    accountId: shared.id,
    credentials: { authToken },
    http,
    mediaHosts,
  });
}
