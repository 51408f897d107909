import { v7 as uuidv7 } from 'uuid';
import type { QueueName } from '@otto/config';
import type { EnqueueRequest, HandOver } from './enqueue';

/** What is not given is not there, so that it does not travel either. */
interface JobRow {
  readonly id: string;
  readonly company_id: string | undefined;
  readonly queue: QueueName;
  readonly task: string;
  readonly payload: unknown;
  readonly run_at: string | undefined;
  readonly max_attempts: number;
  readonly dedupe_key: string | undefined;
  readonly trace_id: string;
}

/** Rows of the job table that some statement is going to insert. */
export interface PreparedJobs {
  readonly rows: readonly JobRow[];
  /** Whether each becomes a row and is due at once, so that inserting them tells nothing new. */
  readonly arePlain: boolean;
  /**
   * An insert without its `returning`, reading the two `values` from parameters `$<first>` on.
   * `condition` may speak of each row as `job`; the others are left out.
   */
  insert(first: number, condition?: string): string;
  readonly values: readonly [rows: string, delivers: boolean];
  /** Gives the ids of those that are due now to the workers: to be called after the commit. */
  handOver(isInserted: (job: JobRow) => boolean): void;
}

/** Only where a key is given, because it makes each row's insert a speculative one. */
const UNLESS_LIVE = `
  on conflict (task, dedupe_key) where dedupe_key is not null and status in ('scheduled', 'queued', 'running')
  do nothing`;

export function prepareRows(handOver: HandOver, rows: readonly JobRow[]): PreparedJobs {
  const hasKeys = rows.some((job) => job.dedupe_key !== undefined);
  return {
    rows,
    arePlain: !hasKeys && rows.every((job) => job.run_at === undefined),
    insert: (first, condition = 'true') => `
      insert into jobs (id, company_id, queue, task, payload, status, run_at, handed_at, max_attempts, dedupe_key, trace_id)
      select id, company_id, queue, task, payload,
        case when run_at > now() then 'scheduled' else 'queued' end,
        coalesce(run_at, now()),
        case when $${first + 1}::boolean and (run_at is null or run_at <= now()) then now() end,
        max_attempts, dedupe_key, trace_id
      from jsonb_to_recordset($${first}::text::jsonb) as job(id uuid, company_id text, queue text, task text,
        payload jsonb, run_at timestamptz, max_attempts int, dedupe_key text, trace_id text)
      where ${condition}
      ${hasKeys ? UNLESS_LIVE : ''}`,
    values: [JSON.stringify(rows), handOver.delivers],
    handOver: (isInserted) => {
      const byQueue = new Map<QueueName, string[]>();
      for (const job of rows) {
        if (isInserted(job)) byQueue.set(job.queue, [...(byQueue.get(job.queue) ?? []), job.id]);
      }
      for (const [queue, ids] of byQueue) handOver.send(queue, ids);
    },
  };
}

export function jobRow(
  caller: { readonly companyId: string | null; readonly traceId: string },
  { task, payload, runAt, companyId, traceId }: EnqueueRequest,
): JobRow {
  const parsed = task.payload.parse(payload);
  return {
    id: uuidv7(),
    company_id: caller.companyId ?? companyId,
    queue: task.queue,
    task: task.name,
    payload: parsed,
    run_at: runAt?.toISOString(),
    max_attempts: task.retry.attempts,
    dedupe_key: task.dedupeKey?.(parsed),
    trace_id: traceId ?? caller.traceId,
  };
}
