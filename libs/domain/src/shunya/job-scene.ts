import type { CallRow, Database, ShunyaJobRow } from '@otto/db';
import type { ShunyaClient } from '@otto/integrations';
import type { Logger } from '@otto/observability';
import type { Enqueuer, Locks } from '@otto/queues';
import type { Publish } from '../live';
import type { Clock } from '../time/clock';
import type { JobNews } from './job-news';

export interface ShunyaDeps {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly locks: Locks;
  readonly publish: Publish;
  readonly shunya: ShunyaClient;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface JobRef {
  readonly companyId: string;
  readonly id: string;
}

/** A job that is being moved, and what moves it. */
export interface JobScene {
  readonly job: ShunyaJobRow & { readonly call: CallRow };
  /** Null for a poll, which also has to arrange for the next one. */
  readonly news: JobNews | null;
  readonly signal: AbortSignal;
}

/**
 * `moved`: the job is a stage further. `waiting`: Shunya is still at it, or failed in a way that
 * may pass. `over`: the job is at its end, or somebody else has moved it meanwhile.
 */
export type Advance = 'moved' | 'waiting' | 'over';

/** Whether the job, as it is now, is still where the one who works on it saw it. */
export function isStillAt(row: ShunyaJobRow | null, stage: string): row is ShunyaJobRow {
  return (
    row !== null && row.stage === stage && (row.status === 'pending' || row.status === 'running')
  );
}
