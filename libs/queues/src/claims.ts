import { createBatcher, planOnce, type Sql } from '@otto/db/sql';
import type { QueueName } from '@otto/config';
import { LeaseLostError } from './errors';
import type { JsonValue } from './task';

/** A lease ends this long after its last renewal; every worker renews three times in that time. */
export const LEASE_SECONDS = 10;

/** A job that this worker has started: ours while its row says so. */
export interface ClaimedJob {
  readonly id: string;
  readonly companyId: string | null;
  readonly queue: QueueName;
  readonly task: string;
  readonly payload: unknown;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly traceId: string | null;
  readonly handedAt: Date | null;
}

export type Outcome =
  | { readonly kind: 'retry'; readonly delayMs: number; readonly error: Error }
  | { readonly kind: 'dead'; readonly error: Error };

export interface Claims {
  /** Moves the job from queued to running; undefined when somebody else had it or it is done. */
  claim(id: string): Promise<ClaimedJob | undefined>;
  /** Marks the job succeeded, unless its lease was lost; tells which. */
  complete(job: ClaimedJob, result: JsonValue | undefined): Promise<boolean>;
  /** The same inside a handler's transaction; throws LeaseLostError. */
  completeIn(tx: Sql, job: ClaimedJob, result: JsonValue | undefined): Promise<void>;
  /** Ends the attempt without success; tells whether the job was still ours. */
  fail(job: ClaimedJob, outcome: Outcome): Promise<boolean>;
  /** Renews the leases of all running jobs of this worker in one statement. */
  renew(): Promise<void>;
  /** Gives jobs back, running ones as untried, for another worker to start at once. */
  giveBack(ids: readonly string[]): Promise<void>;
}

const CLAIM = planOnce(`
  update jobs set status = 'running', attempts = attempts + 1, worker = $2, started_at = now(),
    lease_until = now() + interval '${LEASE_SECONDS} s'
  where id = any($1::uuid[]) and status = 'queued'
  returning id::text, company_id as "companyId", queue, task, payload, attempts as attempt,
    max_attempts as "maxAttempts", trace_id as "traceId", handed_at as "handedAt"`);

const COMPLETE = planOnce(`
  update jobs set status = 'succeeded', result = done.result, finished_at = now(), lease_until = null, error = null
  from (select unnest($1::uuid[]) as id, unnest($2::int[]) as attempt, unnest($3::text[])::jsonb as result) as done
  where jobs.id = done.id and jobs.attempts = done.attempt and jobs.worker = $4 and jobs.status = 'running'
  returning jobs.id::text`);

const COMPLETE_ONE = `
  update jobs set status = 'succeeded', result = $4::text::jsonb, finished_at = now(), lease_until = null, error = null
  where id = $1::text::uuid and attempts = $2::int and worker = $3::text::uuid and status = 'running'
  returning id::text`;

const FAIL = `
  update jobs set
    status = case when $4::float8 is null then 'dead' else 'scheduled' end,
    run_at = case when $4::float8 is null then run_at else now() + $4::float8 * interval '1 ms' end,
    finished_at = case when $4::float8 is null then now() end,
    lease_until = null, handed_at = null, error = $5,
    history = history || jsonb_build_object('attempt', attempts, 'at', now(), 'outcome', 'failed',
      'error', $5::text, 'stack', $6::text, 'worker', worker)
  where id = $1 and attempts = $2 and worker = $3 and status = 'running'
  returning id::text`;

const RENEW = planOnce(`
  update jobs set lease_until = now() + interval '${LEASE_SECONDS} s'
  where worker = $1 and status = 'running'`);

const GIVE_BACK = `
  update jobs set status = 'queued', lease_until = null, handed_at = null,
    attempts = case when status = 'running' then attempts - 1 else attempts end,
    history = case when status = 'running' then history || jsonb_build_object('attempt', attempts, 'at', now(),
      'outcome', 'interrupted', 'worker', worker) else history end
  where id = any($1::uuid[]) and (status = 'queued' or (status = 'running' and worker = $2))`;

/**
 * The row's side of running a job. Claims and completions of many jobs share one statement.
 * `relaxed` may answer before its commit is on disk: losing a claim or a renewal only makes the
 * job run again. `durable` may not.
 */
export function createClaims({
  durable,
  relaxed,
  workerId,
}: {
  durable: Sql;
  relaxed: Sql;
  workerId: string;
}): Claims {
  const claim = createBatcher<string, ClaimedJob | undefined>(async (ids) => {
    const rows = await relaxed.query<ClaimedJob>(CLAIM, [ids, workerId]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = byId.get(id);
      byId.delete(id); // the same id twice in one batch is still one start
      return row;
    });
  });

  const complete = createBatcher<{ job: ClaimedJob; result: JsonValue | undefined }, boolean>(
    async (items) => {
      const rows = await durable.query<{ id: string }>(COMPLETE, [
        items.map(({ job }) => job.id),
        items.map(({ job }) => job.attempt),
        items.map(({ result }) => toJson(result)),
        workerId,
      ]);
      const done = new Set(rows.map((row) => row.id));
      return items.map(({ job }) => done.has(job.id));
    },
  );

  return {
    claim,
    complete: (job, result) => complete({ job, result }),
    completeIn: async (tx, job, result) => {
      const rows = await tx.query(COMPLETE_ONE, [job.id, job.attempt, workerId, toJson(result)]);
      if (rows.length === 0) throw new LeaseLostError(job.id);
    },
    fail: async (job, outcome) => {
      const rows = await durable.query(FAIL, [
        job.id,
        job.attempt,
        workerId,
        outcome.kind === 'retry' ? outcome.delayMs : null,
        `${outcome.error.name}: ${outcome.error.message}`.slice(0, 2_000),
        outcome.error.stack?.slice(0, 4_000) ?? null,
      ]);
      return rows.length > 0;
    },
    renew: async () => void (await relaxed.query(RENEW, [workerId])),
    giveBack: async (ids) => void (await durable.query(GIVE_BACK, [ids, workerId])),
  };
}

function toJson(result: JsonValue | undefined): string | null {
  return result === undefined ? null : JSON.stringify(result);
}
