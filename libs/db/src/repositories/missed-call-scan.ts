import type { SystemTx } from '../database';

/** A recovery that time may move, of any company. */
export interface DueRecovery {
  readonly companyId: string;
  readonly id: string;
}

const DUE = `
  select e.company_id as "companyId", e.id::text
  from missed_call_entries e join companies c on c.id = e.company_id and c.active
  where e.status in ('queued', 'processing', 'ai_rescued_pending') and not e.customer_responded
    and (e.next_attempt_at <= $1 and e.status <> 'processing'
      or e.status = 'processing' and e.last_attempt_at <= $1::timestamptz - interval '10 minutes')
    and not exists (select 1 from jobs j where j.task = 'recovery.attempt-recovery'
      and j.dedupe_key = 'mc:' || e.id || ':' || (e.retry_count + 1)
      and j.status in ('scheduled', 'queued', 'running'))
  order by e.priority_rank, e.created_at limit $2`;

/** Recoveries whose next attempt is due or stuck and in no queue, those of high priority first. */
export async function listDueRecoveries(
  tx: SystemTx,
  now: Date,
  limit: number,
): Promise<DueRecovery[]> {
  return tx.query(DUE, [now, limit]);
}

/** Live recoveries past their deadline, oldest first. */
export async function listOverdueRecoveries(
  tx: SystemTx,
  now: Date,
  limit: number,
): Promise<DueRecovery[]> {
  return tx.query(
    `select e.company_id as "companyId", e.id::text
     from missed_call_entries e join companies c on c.id = e.company_id and c.active
     where e.status in ('queued', 'processing', 'ai_rescued_pending') and e.escalation_deadline <= $1
     order by e.escalation_deadline limit $2`,
    [now, limit],
  );
}
