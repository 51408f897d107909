import type { Transaction } from '@otto/db/sql';
import type { JsonValue } from './task';
import type { PayloadOf, TaskName } from './tasks';

export const JOB_STATUSES = [
  'scheduled',
  'queued',
  'running',
  'succeeded',
  'dead',
  'cancelled',
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** What a handler knows of the job it works on. */
export interface JobContext {
  readonly id: string;
  /** The tenant that the work belongs to; null for work across tenants. */
  readonly companyId: string | null;
  /** 1 at the first start. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Aborts at the task's timeout and when the worker has to stop. Pass it to every slow call. */
  readonly signal: AbortSignal;
  /**
   * Marks the job done in the handler's own transaction, so that effect and completion commit
   * together. Throws LeaseLostError when the job is no longer ours; let it roll the rest back.
   */
  completeIn(tx: Transaction, result?: JsonValue): Promise<void>;
}

/** One handler per task; a task without one does not compile. */
export type Handlers = {
  readonly [N in TaskName]: (payload: PayloadOf<N>, job: JobContext) => Promise<JsonValue | void>;
};
