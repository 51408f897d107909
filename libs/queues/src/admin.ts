import type { QueueName } from '@otto/config';
import type { Sql, Transaction } from '@otto/db/sql';
import type { JobStatus } from './job';
import type { HandOver } from './enqueue';
import type { JsonValue } from './task';
import { tasks } from './tasks';

/** One job as an operator sees it. Payloads hold ids only, so all of it may be shown. */
export interface JobView {
  readonly id: string;
  readonly companyId: string | null;
  readonly queue: QueueName;
  readonly task: string;
  readonly status: JobStatus;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly runAt: Date;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly error: string | null;
}

export interface JobDetail extends JobView {
  readonly payload: JsonValue;
  readonly result: JsonValue;
  readonly traceId: string | null;
  readonly dedupeKey: string | null;
  readonly worker: string | null;
  readonly leaseUntil: Date | null;
  /** Every attempt that did not succeed, oldest first. */
  readonly history: JsonValue;
}

export interface JobFilter {
  readonly state?: JobStatus | undefined;
  readonly task?: string | undefined;
  readonly queue?: string | undefined;
  readonly companyId?: string | undefined;
  /** Only jobs older than this one; for the next page. */
  readonly before?: string | undefined;
  readonly limit?: number | undefined;
}

/** One job by id, or all that match. */
export interface JobSelection extends JobFilter {
  readonly id?: string | undefined;
}

const VIEW = `id::text, company_id as "companyId", queue, task, status, attempts, max_attempts as "maxAttempts",
  run_at as "runAt", created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt", error`;
const DETAIL = `${VIEW}, payload, result, trace_id as "traceId", dedupe_key as "dedupeKey", worker::text,
  lease_until as "leaseUntil", history`;
const MATCHES = `($1::text is null or status = $1) and ($2::text is null or task = $2)
  and ($3::text is null or queue = $3) and ($4::text is null or company_id = $4)`;

const filterValues = (filter: JobFilter) => [
  filter.state ?? null,
  filter.task ?? null,
  filter.queue ?? null,
  filter.companyId ?? null,
];

const selectionValues = (selection: JobSelection) => [
  ...filterValues(selection),
  selection.id ?? null,
  selection.limit ?? 10_000,
];

/** Newest first. */
export async function listJobs(sql: Sql, filter: JobFilter): Promise<JobView[]> {
  return sql.query<JobView>(
    `select ${VIEW} from jobs where ${MATCHES} and ($5::uuid is null or id < $5) order by id desc limit $6`,
    [...filterValues(filter), filter.before ?? null, filter.limit ?? 50],
  );
}

export async function findJob(sql: Sql, id: string): Promise<JobDetail | null> {
  const [job] = await sql.query<JobDetail>(`select ${DETAIL} from jobs where id = $1`, [id]);
  return job ?? null;
}

/** Jobs per queue, task and status, with the age of the oldest that waits, in seconds. */
export async function countJobs(
  sql: Sql,
): Promise<
  { queue: QueueName; task: string; status: JobStatus; count: number; oldestSeconds: number }[]
> {
  return sql.query(
    `select queue, task, status, count(*)::int as count,
       extract(epoch from now() - min(run_at))::float8 as "oldestSeconds"
     from jobs group by queue, task, status order by queue, task, status`,
  );
}

/**
 * Lets dead or cancelled jobs run again, with as many further attempts as their task has and their
 * history kept. A job whose dedupe key is live again stays as it is. Answers the ids.
 */
export async function retryJobs(
  tx: Transaction,
  handOver: HandOver,
  filter: JobSelection,
): Promise<string[]> {
  const attemptsOf = Object.fromEntries(tasks.map((task) => [task.name, task.retry.attempts]));
  const rows = await tx.query<{ id: string; queue: QueueName }>(
    `update jobs set status = 'queued', run_at = now(), handed_at = case when $7 then now() end, finished_at = null,
       max_attempts = attempts + coalesce(($8::text::jsonb ->> task)::int, 1),
       history = history || jsonb_build_object('attempt', attempts, 'at', now(), 'outcome', 'replayed')
     where id in (
       select id from jobs as old where ${MATCHES} and ($5::uuid is null or id = $5) and status in ('dead', 'cancelled')
         and not exists (select from jobs as live where live.task = old.task and live.dedupe_key = old.dedupe_key
           and live.status in ('scheduled', 'queued', 'running'))
       order by id limit $6 for update skip locked)
     returning id::text, queue`,
    [...selectionValues(filter), handOver.delivers, JSON.stringify(attemptsOf)],
  );
  tx.afterCommit(() => {
    for (const row of rows) handOver.send(row.queue, [row.id]);
  });
  return rows.map((row) => row.id);
}

/** Takes jobs that have not started out of the queue for good. Answers the ids. */
export async function cancelJobs(sql: Sql, filter: JobSelection): Promise<string[]> {
  return changeStatus(sql, 'cancelled', ['scheduled', 'queued'], filter);
}

/** Closes dead jobs that nobody will run again; `cleanup-old-tasks` deletes them in time. */
export async function discardJobs(sql: Sql, filter: JobSelection): Promise<string[]> {
  return changeStatus(sql, 'cancelled', ['dead'], filter);
}

async function changeStatus(
  sql: Sql,
  to: JobStatus,
  from: readonly JobStatus[],
  filter: JobSelection,
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `update jobs set status = $7, finished_at = now(),
       history = history || jsonb_build_object('at', now(), 'outcome', $7::text)
     where id in (select id from jobs where ${MATCHES} and ($5::uuid is null or id = $5) and status = any($8)
       order by id limit $6 for update skip locked)
     returning id::text`,
    [...selectionValues(filter), to, from],
  );
  return rows.map((row) => row.id);
}
