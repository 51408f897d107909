export const UWC_EVENTS = [
  'asr/complete',
  'analysis/complete',
  'rag/indexed',
  'training/status',
  'followup/draft',
] as const;

export type UwcEventName = (typeof UWC_EVENTS)[number];

/** What every event of the older doors says. */
interface UwcHead {
  readonly jobId: string;
  readonly companyId: string;
  readonly status: 'running' | 'succeeded' | 'failed';
  /** Why it failed, if it says. */
  readonly error: string | null;
}

export interface UwcCallEvent extends UwcHead {
  readonly name: 'asr/complete' | 'analysis/complete';
  readonly seq: bigint | null;
  /** The transcript as it came; null when the result has to be fetched. */
  readonly result: unknown;
}

export interface UwcDocumentEvent extends UwcHead {
  readonly name: 'rag/indexed';
  readonly documentId: string | null;
  readonly chunkCount: number | null;
}

export interface UwcTrainingEvent extends UwcHead {
  readonly name: 'training/status';
  readonly repId: string | null;
  /** 0-100. */
  readonly progressPercent: number | null;
  readonly modelVersion: string | null;
  readonly durationMinutes: number | null;
}

export interface UwcDraftEvent extends UwcHead {
  readonly name: 'followup/draft';
  readonly repId: string;
  readonly leadId: string;
  /** Null unless it succeeded. */
  readonly draft: UwcDraft | null;
}

export interface UwcDraft {
  readonly message: string;
  readonly tone: string | null;
  readonly channel: 'sms' | 'email' | 'call_script';
}

/** What one of Shunya's older webhooks says, below `/webhooks/uwc`. What it does not say is null. */
export type UwcEvent = UwcCallEvent | UwcDocumentEvent | UwcTrainingEvent | UwcDraftEvent;
