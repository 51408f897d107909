import type { UwcDraft } from './uwc-event';

export type WorkStatus = 'running' | 'succeeded' | 'failed' | 'not_found';
export type CallType = 'csr_call' | 'sales_call';
export type TargetRole = 'customer_rep' | 'sales_rep';

/** `seq` is the integer that Shunya knows a call by; `revision` grows when a call is redone. */
export interface TranscriptionRequest {
  readonly companyId: string;
  readonly seq: bigint;
  readonly audioUrl: string;
  readonly callType: CallType;
  readonly revision: number;
}

export interface AnalysisRequest {
  readonly companyId: string;
  readonly seq: bigint;
  readonly revision: number;
}

export interface FollowUpRequest {
  readonly companyId: string;
  /** The call or visit that it follows. */
  readonly seq: bigint;
  /** Ours; asked again with the same one, Shunya answers with the text that it has written. */
  readonly draftId: string;
  readonly repId: string;
  readonly channel: UwcDraft['channel'];
  readonly tone: string | null;
  /** All that Shunya is told besides what it knows of the conversation. */
  readonly context: {
    readonly companyName: string;
    readonly customerName: string | null;
    readonly repName: string | null;
    /** In characters. */
    readonly maxLength: number;
  };
}

/** What Shunya has written, however long, and its name for the request. */
export interface FollowUpText {
  readonly text: string;
  readonly requestId: string;
}

/** Every method throws ProviderError. Starting the same revision again does no second work. */
export interface ShunyaClient {
  transcribe(
    request: TranscriptionRequest,
    signal?: AbortSignal,
  ): Promise<{ taskId: string | null; transcriptId: number | null }>;
  getTranscriptionStatus(companyId: string, seq: bigint, signal?: AbortSignal): Promise<WorkStatus>;
  /** The transcript as Shunya words it; a call it does not know throws with status 404. */
  getTranscript(companyId: string, seq: bigint, signal?: AbortSignal): Promise<unknown>;
  startAnalysis(request: AnalysisRequest, signal?: AbortSignal): Promise<{ taskId: string | null }>;
  getAnalysisStatus(companyId: string, seq: bigint, signal?: AbortSignal): Promise<WorkStatus>;
  /** The analysis as Shunya words it, from the view of the analysed person's role. */
  getCompleteAnalysis(
    companyId: string,
    seq: bigint,
    targetRole: TargetRole,
    signal?: AbortSignal,
  ): Promise<unknown | 'not_ready'>;
  /** Has a follow-up written, with the path that Shunya keeps from its first version. */
  generateFollowUp(request: FollowUpRequest, signal?: AbortSignal): Promise<FollowUpText>;
}
