/** One call as CallRail tells it, in a webhook or over REST. What it does not say is null. */
export interface CallrailCallEvent {
  /** The id of the REST API (`CAL…`) where there is one, else the number of older payloads. */
  readonly callId: string;
  /** The number under which other events may name the same call; null when only one id came. */
  readonly numericId: string | null;
  /** Phones as they came, not normalised. */
  readonly customerPhone: string | null;
  readonly trackingPhone: string | null;
  readonly businessPhone: string | null;
  /** In a pre-call event this is a default and says nothing. */
  readonly answered: boolean | null;
  readonly voicemail: boolean;
  readonly direction: 'inbound' | 'outbound';
  readonly durationSeconds: number | null;
  /** ISO 8601 in UTC. */
  readonly startedAt: string | null;
  readonly recordingUrl: string | null;
  readonly recordingSeconds: number | null;
  readonly customerName: string | null;
  readonly csrId: string | null;
  /** CallRail's id of the company, which is not a tenant id of ours. */
  readonly callrailCompanyId: string | null;
  readonly sourceName: string | null;
  readonly transcription: string | null;
  /** What a call-modified event says has changed; empty for the others. */
  readonly changes: readonly string[];
}

export type CallrailCall = CallrailCallEvent;

export interface CallrailClient {
  /** A short-lived link to the recording; null when there is none (yet). */
  getRecordingUrl(callId: string, signal?: AbortSignal): Promise<string | null>;
  /** Null when CallRail does not know the call. */
  getCall(callId: string, signal?: AbortSignal): Promise<CallrailCall | null>;
  /** One page of the account's calls, oldest first. */
  listCalls(query: CallrailCallQuery, signal?: AbortSignal): Promise<CallrailCallPage>;
}

export interface CallrailCallQuery {
  /** Both ends are ISO 8601 and included. */
  readonly since: string;
  readonly until: string;
  /** CallRail's id of a company; all of the account when it is left out. */
  readonly callrailCompanyId?: string;
  /** From 1. */
  readonly page: number;
  /** At most 250. */
  readonly perPage: number;
}

export interface CallrailCallPage {
  readonly calls: readonly CallrailCall[];
  readonly page: number;
  readonly totalPages: number;
  readonly totalRecords: number;
}
