import type { SystemTx } from '../database';

const DELETE_JOBS = `
  delete from jobs where id in (
    select id from jobs where status in ('succeeded', 'cancelled') and finished_at < $1
    limit $2 for update skip locked)
  returning 1`;

/** Deletes up to `limit` jobs that ended well, or were cancelled, before the time; says how many. */
export async function deleteFinishedJobs(
  tx: SystemTx,
  before: Date,
  limit: number,
): Promise<number> {
  return (await tx.query(DELETE_JOBS, [before, limit])).length;
}

const DELETE_DELIVERIES = `
  delete from deliveries where id in (
    select id from deliveries
    where status in ('processed', 'ignored', 'rejected') and coalesce(processed_at, received_at) < $1
    limit $2 for update skip locked)
  returning 1`;

/** Deletes up to `limit` deliveries that were dealt with, or of no use, before the time; says how many. */
export async function deleteOldDeliveries(
  tx: SystemTx,
  before: Date,
  limit: number,
): Promise<number> {
  return (await tx.query(DELETE_DELIVERIES, [before, limit])).length;
}
