/** What a webhook of Shunya says, in either of its two shapes. What it does not say is null. */
export interface ShunyaEvent {
  readonly taskId: string | null;
  readonly seq: bigint | null;
  readonly companyId: string | null;
  readonly status: 'running' | 'succeeded' | 'failed' | null;
  readonly stage: 'transcribing' | 'analyzing' | null;
  /** The result as Shunya words it; null when it has to be fetched. */
  readonly result: unknown;
  readonly error: ShunyaEventError | null;
}

export interface ShunyaEventError {
  readonly code: string | null;
  readonly message: string | null;
  readonly retryable: boolean | null;
}
