import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { QueueName } from '@otto/config';
import type { Transaction } from '@otto/db/sql';
import { currentLogContext } from '@otto/observability';
import type { TaskSpec } from './task';

export interface EnqueueOptions {
  /** Not before this time; at once by default. */
  readonly runAt?: Date;
  /** The tenant, where the transaction is the system's. */
  readonly companyId?: string;
  /** The trace that the job belongs to; that of the caller by default. */
  readonly traceId?: string;
}

export interface EnqueuedJob {
  readonly id: string;
  /** False when a live job with the same dedupe key was there already; `id` is that job's. */
  readonly created: boolean;
}

export interface EnqueueRequest<T extends TaskSpec = TaskSpec> extends EnqueueOptions {
  readonly task: T;
  readonly payload: z.input<T['payload']>;
}

export interface Enqueuer {
  /** Inserts the job in the caller's transaction; it is handed to a worker after the commit. */
  enqueue<T extends TaskSpec>(
    tx: Transaction,
    task: T,
    payload: z.input<T['payload']>,
    options?: EnqueueOptions,
  ): Promise<EnqueuedJob>;
  /** The same for many, in one statement. Answers in the order of the requests. */
  enqueueMany(tx: Transaction, requests: readonly EnqueueRequest[]): Promise<EnqueuedJob[]>;
}

/** How ids reach the workers after a commit; never throws, because the relay makes up for it. */
export interface HandOver {
  /** True when `send` itself delivers; false when it only wakes a relay, which then must. */
  readonly delivers: boolean;
  send(queue: QueueName, ids: readonly string[]): void;
}

interface NewJob {
  readonly id: string;
  readonly company_id: string | null;
  readonly queue: QueueName;
  readonly task: string;
  readonly payload: unknown;
  readonly run_at: string | null;
  readonly max_attempts: number;
  readonly dedupe_key: string | null;
  readonly trace_id: string;
}

const INSERT = `
  insert into jobs (id, company_id, queue, task, payload, status, run_at, handed_at, max_attempts, dedupe_key, trace_id)
  select id, company_id, queue, task, payload,
    case when run_at > now() then 'scheduled' else 'queued' end,
    coalesce(run_at, now()),
    case when $2 and (run_at is null or run_at <= now()) then now() end,
    max_attempts, dedupe_key, trace_id
  from jsonb_to_recordset($1::text::jsonb) as job(id uuid, company_id text, queue text, task text,
    payload jsonb, run_at timestamptz, max_attempts int, dedupe_key text, trace_id text)
`;
const RETURNING = 'returning id::text, status';

/** Only where a key is given, because it makes each row's insert a speculative one. */
const UNLESS_LIVE = `
  on conflict (task, dedupe_key) where dedupe_key is not null and status in ('scheduled', 'queued', 'running')
  do nothing`;

const FIND_LIVE = `
  select id::text from jobs
  where task = $1 and dedupe_key = $2 and status in ('scheduled', 'queued', 'running')`;

/** Builds the one way into the job table. */
export function createEnqueuer(handOver: HandOver): Enqueuer {
  async function insert(tx: Transaction, jobs: readonly NewJob[]): Promise<EnqueuedJob[]> {
    const hasKeys = jobs.some((job) => job.dedupe_key !== null);
    const statement = `${INSERT} ${hasKeys ? UNLESS_LIVE : ''} ${RETURNING}`;
    const rows = await tx.query<{ id: string; status: string }>(statement, [
      JSON.stringify(jobs),
      handOver.delivers,
    ]);
    const statusOf = new Map(rows.map((row) => [row.id, row.status]));
    announce(
      tx,
      jobs.filter((job) => statusOf.get(job.id) === 'queued'),
    );
    return Promise.all(
      jobs.map(async (job) =>
        statusOf.has(job.id) ? { id: job.id, created: true } : findWinner(tx, job),
      ),
    );
  }

  /** The live job that had our dedupe key first; when it has just ended, ours is wanted after all. */
  async function findWinner(tx: Transaction, job: NewJob): Promise<EnqueuedJob> {
    const [winner] = await tx.query<{ id: string }>(FIND_LIVE, [job.task, job.dedupe_key]);
    if (winner) return { id: winner.id, created: false };
    const [again] = await insert(tx, [job]);
    return again as EnqueuedJob;
  }

  function announce(tx: Transaction, jobs: readonly NewJob[]): void {
    if (jobs.length === 0) return;
    const byQueue = new Map<QueueName, string[]>();
    for (const job of jobs) byQueue.set(job.queue, [...(byQueue.get(job.queue) ?? []), job.id]);
    tx.afterCommit(() => {
      for (const [queue, ids] of byQueue) handOver.send(queue, ids);
    });
  }

  const enqueueMany: Enqueuer['enqueueMany'] = async (tx, requests) =>
    requests.length === 0
      ? []
      : insert(
          tx,
          requests.map((request) => newJob(tx, request)),
        );

  return {
    enqueueMany,
    enqueue: async (tx, task, payload, options = {}) => {
      const [job] = await enqueueMany(tx, [{ task, payload, ...options }]);
      return job as EnqueuedJob;
    },
  };
}

function newJob(
  tx: Transaction,
  { task, payload, runAt, companyId, traceId }: EnqueueRequest,
): NewJob {
  const parsed = task.payload.parse(payload);
  return {
    id: uuidv7(),
    company_id: tx.companyId ?? companyId ?? null,
    queue: task.queue,
    task: task.name,
    payload: parsed,
    run_at: runAt?.toISOString() ?? null,
    max_attempts: task.retry.attempts,
    dedupe_key: task.dedupeKey?.(parsed) ?? null,
    trace_id: traceId ?? currentLogContext().traceId ?? uuidv7(),
  };
}
