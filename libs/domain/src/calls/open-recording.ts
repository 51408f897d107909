import type { CallRow } from '@otto/db';
import { downloadFrom, ProviderError, type Download } from '@otto/integrations';
import type { CallrailAccounts } from '../integrations/callrail-accounts';
import type { TwilioAccounts } from '../integrations/twilio-accounts';

/** The provider has no recording of the call yet; it may have one later. */
export class RecordingNotReadyError extends Error {
  override readonly name = 'RecordingNotReadyError';

  constructor(readonly retryAfterMs: number) {
    super('there is no recording yet');
  }
}

export interface OpenRecordingDeps {
  readonly callrailAccounts: CallrailAccounts;
  /** Left out where no company has Twilio. */
  readonly twilioAccounts?: TwilioAccounts;
  /** Hosts, or host:port, that recordings may be fetched from. */
  readonly recordingHosts: readonly string[];
  readonly maxRecordingBytes?: number;
}

export type OpenRecording = Download & { readonly url: string };

interface Try {
  readonly attempt: number;
  readonly signal: AbortSignal;
}

const MAX_BYTES = 500 * 1024 * 1024;
const FIRST_WAIT_MS = 30_000;
/** What an expired or protected link answers; the REST API may give a better one. */
const STALE_LINK_STATUSES: readonly (number | null)[] = [401, 403, 404, 410];

/** Opens the call's recording: by the link that came with the call, else by one asked for. */
export function createOpenRecording(deps: OpenRecordingDeps) {
  const { callrailAccounts, twilioAccounts, recordingHosts, maxRecordingBytes = MAX_BYTES } = deps;

  const open = async (url: string, signal: AbortSignal) => ({
    url,
    ...(await downloadFrom({
      url,
      allowedHosts: recordingHosts,
      maxBytes: maxRecordingBytes,
      vendor: 'callrail',
      signal,
    })),
  });

  /** Twilio has the recording under one lasting link, for those with the account's credentials. */
  const openAtTwilio = async (call: CallRow, { attempt, signal }: Try): Promise<OpenRecording> => {
    const account = await twilioAccounts?.(call.companyId);
    const url = call.recordingUrl;
    if (!account || url === null) throw notReady(attempt);
    return { url, ...(await account.downloadMedia({ url, maxBytes: maxRecordingBytes }, signal)) };
  };

  return async (call: CallRow, { attempt, signal }: Try): Promise<OpenRecording> => {
    if (call.provider === 'twilio') return openAtTwilio(call, { attempt, signal });
    if (call.recordingUrl !== null) {
      try {
        return await open(call.recordingUrl, signal);
      } catch (error) {
        if (!(error instanceof ProviderError && STALE_LINK_STATUSES.includes(error.status)))
          throw error;
      }
    }
    const account = await callrailAccounts(call.companyId);
    const link = await account?.getRecordingUrl(call.providerCallId, signal);
    if (!link) throw notReady(attempt);
    return open(link, signal);
  };
}

function notReady(attempt: number): RecordingNotReadyError {
  return new RecordingNotReadyError(FIRST_WAIT_MS * 2 ** (attempt - 1));
}
