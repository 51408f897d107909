import type { CallRow } from '@otto/db';
import { downloadFrom, ProviderError, type Download } from '@otto/integrations';
import type { CallrailAccounts } from '../integrations/callrail-accounts';

/** CallRail has no recording of the call yet; it may have one later. */
export class RecordingNotReadyError extends Error {
  override readonly name = 'RecordingNotReadyError';

  constructor(readonly retryAfterMs: number) {
    super('there is no recording yet');
  }
}

export interface OpenRecordingDeps {
  readonly callrailAccounts: CallrailAccounts;
  /** Hosts, or host:port, that recordings may be fetched from. */
  readonly recordingHosts: readonly string[];
  readonly maxRecordingBytes?: number;
}

const MAX_BYTES = 500 * 1024 * 1024;
const FIRST_WAIT_MS = 30_000;
/** What an expired or protected link answers; the REST API may give a better one. */
const STALE_LINK_STATUSES: readonly (number | null)[] = [401, 403, 404, 410];

/** Opens the call's recording: by the link that came with the call, else by one asked for. */
export function createOpenRecording(deps: OpenRecordingDeps) {
  const { callrailAccounts, recordingHosts, maxRecordingBytes = MAX_BYTES } = deps;

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

  return async (
    call: CallRow,
    { attempt, signal }: { readonly attempt: number; readonly signal: AbortSignal },
  ): Promise<Download & { readonly url: string }> => {
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
    if (!link) throw new RecordingNotReadyError(FIRST_WAIT_MS * 2 ** (attempt - 1));
    return open(link, signal);
  };
}
