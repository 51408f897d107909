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
}
