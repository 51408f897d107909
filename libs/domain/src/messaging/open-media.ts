import type { MessageRow } from '@otto/db';
import { downloadFrom, type Download } from '@otto/integrations';
import type { TwilioAccounts } from '../integrations/twilio-accounts';

export interface OpenMediaDeps {
  readonly twilioAccounts: TwilioAccounts;
  /** Hosts, or host:port, that CallRail's pictures may be fetched from. */
  readonly mediaHosts: readonly string[];
  readonly maxMediaBytes?: number;
}

const MAX_BYTES = 20 * 1024 * 1024;

/** Opens a picture of a text at the provider: at Twilio with the credentials of the company's account. */
export function createOpenMedia(deps: OpenMediaDeps) {
  const { twilioAccounts, mediaHosts: allowedHosts, maxMediaBytes: maxBytes = MAX_BYTES } = deps;

  return async (
    { provider, companyId }: Pick<MessageRow, 'provider' | 'companyId'>,
    url: string,
    signal: AbortSignal,
  ): Promise<Download> => {
    if (provider !== 'twilio') {
      return downloadFrom({ url, allowedHosts, maxBytes, vendor: provider, signal });
    }
    const account = await twilioAccounts(companyId);
    if (!account) throw new Error('the company has no Twilio account in use');
    return account.downloadMedia({ url, maxBytes }, signal);
  };
}
