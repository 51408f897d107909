import type { QueueName } from '@otto/config';
import { planOnce, type Sql } from '@otto/db/sql';
import type { Logger } from '@otto/observability';
import type { Transport } from './transport';

/** Ids handed over this long ago and not started are looked at. */
const OVERDUE_SECONDS = 5;
const BATCH = 1_000;
const SCATTER_SECONDS = 15;

export interface Relay {
  /** One round: expired leases, due jobs, lost deliveries. Answers when the next job is due. */
  pass(): Promise<Date | null>;
  /** Told of each start, so that the relay knows how far deliveries have come. */
  sawStart(job: { readonly queue: QueueName; readonly handedAt: Date | null }): void;
}

export interface RelayDeps {
  readonly sql: Sql;
  readonly transport: Transport;
  readonly queues: readonly QueueName[];
  readonly logger: Logger;
  /** Called when overdue messages still wait in a queue. */
  readonly onWaiting: (queue: QueueName) => Promise<void>;
}

/**
 * After a first crash a job starts again at once. After a further one it may itself be the cause,
 * or have run beside it: such jobs come back at random times, so that one that kills its worker
 * does not use up the attempts of its neighbours as well.
 */
const EXPIRE_LEASES = planOnce(`
  with expired as (
    select id, case when attempts >= max_attempts then 'dead' when attempts > 1 then 'scheduled' else 'queued' end as next
    from jobs where status = 'running' and lease_until < now()
    order by lease_until limit ${BATCH} for update skip locked)
  update jobs set status = next, lease_until = null, handed_at = null,
    run_at = case when next = 'scheduled' then now() + random() * interval '${SCATTER_SECONDS} s' else run_at end,
    finished_at = case when next = 'dead' then now() end,
    error = 'the worker stopped renewing its lease (crash, kill or a blocked event loop)',
    history = history || jsonb_build_object('attempt', attempts, 'at', now(), 'outcome', 'lease expired', 'worker', worker)
  from expired where jobs.id = expired.id
  returning jobs.id::text, jobs.task, jobs.status`);

const TAKE_DUE = planOnce(`
  with due as (
    select id from jobs where status = 'scheduled' and run_at <= now()
    order by run_at limit ${BATCH} for update skip locked),
  unhanded as (
    select id from jobs where status = 'queued' and handed_at is null and queue = any($1)
    order by id limit ${BATCH} for update skip locked)
  update jobs set status = 'queued', handed_at = now()
  where id in (select id from due union all select id from unhanded)
  returning id::text, queue`);

const FIND_OVERDUE_QUEUES = planOnce(`
  select queue, (select min(run_at) from jobs where status = 'scheduled') as "nextDue",
    exists (select from jobs where status = 'queued' and jobs.queue = mine.queue
      and handed_at < now() - interval '${OVERDUE_SECONDS} s') as overdue
  from unnest($1::text[]) as mine(queue)`);

/** Deliveries overtaken by later ones (or, with no limit given, all overdue ones) are lost. */
const TAKE_LOST = `
  with lost as (
    select id from jobs where status = 'queued' and queue = $1
      and handed_at < coalesce($2::timestamptz, now()) - interval '${OVERDUE_SECONDS} s'
    order by handed_at limit ${BATCH} for update skip locked)
  update jobs set handed_at = now() from lost where jobs.id = lost.id
  returning jobs.id::text`;

/**
 * Brings PostgreSQL's view and Redis' together. bee-queue delivers in order, so a delivery that
 * later ones have overtaken, or one that is missing from an empty list, is gone: after a flush, a
 * crash between commit and hand-over, or a worker that died with the message in its hands. Such
 * ids are handed over again; if one was there after all, the second delivery finds the job started
 * and is dropped. Any number of relays may run; rows being worked on are skipped.
 */
export function createRelay({ sql, transport, queues, logger, onWaiting }: RelayDeps): Relay {
  const furthest = new Map<QueueName, Date>();

  async function expireLeases(): Promise<void> {
    const rows = await sql.query<{ id: string; task: string; status: string }>(EXPIRE_LEASES);
    for (const { id, task, status } of rows) {
      logger.warn(`Task ${task}[${id}] lost its worker`, { jobId: id, next: status });
    }
  }

  async function handOverDue(): Promise<void> {
    const rows = await sql.query<{ id: string; queue: QueueName }>(TAKE_DUE, [queues]);
    const byQueue = new Map<QueueName, string[]>();
    for (const { id, queue } of rows) byQueue.set(queue, [...(byQueue.get(queue) ?? []), id]);
    for (const [queue, ids] of byQueue) await transport.deliver(queue, ids);
    if (rows.length >= BATCH) await handOverDue();
  }

  async function handOverAgain(queue: QueueName, overtakenBy: Date | null): Promise<void> {
    const rows = await sql.query<{ id: string }>(TAKE_LOST, [queue, overtakenBy]);
    if (rows.length === 0) return;
    logger.warn('deliveries were lost, handing them over again', { queue, jobs: rows.length });
    await transport.deliver(
      queue,
      rows.map((row) => row.id),
    );
    if (rows.length === BATCH) await handOverAgain(queue, overtakenBy);
  }

  async function repeatLost(queue: QueueName): Promise<void> {
    const waiting = await transport.countWaiting(queue);
    const overtakenBy = waiting === 0 ? null : furthest.get(queue);
    if (overtakenBy !== undefined) await handOverAgain(queue, overtakenBy);
    if (waiting > 0) await onWaiting(queue);
  }

  return {
    pass: async () => {
      await expireLeases();
      await handOverDue();
      const states = await sql.query<{ queue: QueueName; nextDue: Date | null; overdue: boolean }>(
        FIND_OVERDUE_QUEUES,
        [queues],
      );
      for (const state of states) if (state.overdue) await repeatLost(state.queue);
      return states[0]?.nextDue ?? null;
    },
    sawStart: ({ queue, handedAt }) => {
      const before = furthest.get(queue);
      if (handedAt && (!before || handedAt > before)) furthest.set(queue, handedAt);
    },
  };
}
