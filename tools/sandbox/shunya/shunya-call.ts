import type { Scenario } from '../scenarios';
import type { Transcript } from './transcript';

export type Stage = 'transcription' | 'analysis';

/** One piece of work at Shunya. */
export interface ShunyaTask {
  readonly taskId: string;
  readonly stage: Stage;
  /** Which of the two payload shapes its webhook has (DOMAIN 5.1.6). */
  readonly shape: 'A' | 'B';
  readonly acceptedAt: Date;
  status: 'processing' | 'completed' | 'failed';
  /** When it was completed or failed. */
  readyAt: Date | null;
  failure: string | null;
  result: Readonly<Record<string, unknown>> | null;
}

/** A conversation of a company, by the company's own integer id. */
export interface ShunyaCall {
  readonly companyId: string;
  readonly callId: number;
  readonly transcriptId: number;
  readonly callType: string;
  readonly transcription: ShunyaTask;
  transcript: Transcript | null;
  scenario: Scenario | null;
  /** CallRail's id, where the recording is that of a simulated call. */
  simulatedCallId: string | null;
  analysis: ShunyaTask | null;
}
