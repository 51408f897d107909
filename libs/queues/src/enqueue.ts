import type { z } from 'zod';
import { v7 as uuidv7 } from 'uuid';
import type { QueueName } from '@otto/config';
import { planOnce, type Transaction } from '@otto/db/sql';
import { currentLogContext } from '@otto/observability';
import { jobRow, prepareRows, type PreparedJobs } from './job-rows';
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
  /**
   * Jobs for one statement that also inserts what they are about. Whoever sends it calls `handOver`
   * after its commit.
   */
  prepare(requests: readonly EnqueueRequest[]): PreparedJobs;
}

/** How ids reach the workers after a commit; never throws, because the relay makes up for it. */
export interface HandOver {
  /** True when `send` itself delivers; false when it only wakes a relay, which then must. */
  readonly delivers: boolean;
  send(queue: QueueName, ids: readonly string[]): void;
}

const FIND_LIVE = `
  select id::text from jobs
  where task = $1 and dedupe_key = $2 and status in ('scheduled', 'queued', 'running')`;

/** Builds the one way into the job table. */
export function createEnqueuer(handOver: HandOver): Enqueuer {
  async function insert(tx: Transaction, jobs: PreparedJobs): Promise<EnqueuedJob[]> {
    const { rows } = jobs;
    if (jobs.arePlain) {
      await tx.query(planOnce(jobs.insert(1)), jobs.values);
      tx.afterCommit(() => jobs.handOver(() => true));
      return rows.map(({ id }) => ({ id, created: true }));
    }
    const inserted = await tx.query<{ id: string; status: string }>(
      planOnce(`${jobs.insert(1)} returning id::text, status`),
      jobs.values,
    );
    const statusOf = new Map(inserted.map((row) => [row.id, row.status]));
    const isDue = ({ id }: { readonly id: string }) => statusOf.get(id) === 'queued';
    if (rows.some(isDue)) tx.afterCommit(() => jobs.handOver(isDue));
    const enqueued: EnqueuedJob[] = [];
    // One after the other: a transaction is one connection.
    for (const row of rows) {
      enqueued.push(
        statusOf.has(row.id) ? { id: row.id, created: true } : await findWinner(tx, row),
      );
    }
    return enqueued;
  }

  /** The live job that had our dedupe key first; when it has just ended, ours is wanted after all. */
  async function findWinner(
    tx: Transaction,
    row: PreparedJobs['rows'][number],
  ): Promise<EnqueuedJob> {
    const [winner] = await tx.query<{ id: string }>(FIND_LIVE, [row.task, row.dedupe_key]);
    if (winner) return { id: winner.id, created: false };
    const [again] = await insert(tx, prepareRows(handOver, [row]));
    return again as EnqueuedJob;
  }

  function prepare(companyId: string | null, requests: readonly EnqueueRequest[]): PreparedJobs {
    const caller = { companyId, traceId: currentLogContext().traceId ?? uuidv7() };
    return prepareRows(
      handOver,
      requests.map((request) => jobRow(caller, request)),
    );
  }

  const enqueueMany: Enqueuer['enqueueMany'] = async (tx, requests) =>
    requests.length === 0 ? [] : insert(tx, prepare(tx.companyId, requests));

  return {
    enqueueMany,
    enqueue: async (tx, task, payload, options = {}) => {
      const [job] = await enqueueMany(tx, [{ task, payload, ...options }]);
      return job as EnqueuedJob;
    },
    prepare: (requests) => prepare(null, requests),
  };
}
