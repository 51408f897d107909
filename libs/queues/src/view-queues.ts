import type { Sql } from '@otto/db/sql';
import type { QueueState } from '@otto/observability';

/** Jobs that have not ended, and dead ones, by queue; with the age of the oldest that is due. */
export function viewQueues(sql: Sql): Promise<QueueState[]> {
  return sql.query<QueueState>(
    `select queue, status, count(*)::int as count,
       greatest(0, extract(epoch from now() - min(run_at)))::float8 as "oldestSeconds"
     from jobs where status in ('scheduled', 'queued', 'running', 'dead')
     group by queue, status order by queue, status`,
  );
}
