import type { SqlPool } from '@otto/db/sql';

/** A recovery as the database has it. */
export interface RecoveryRow {
  readonly id: string;
  readonly contactCardId: string;
  readonly status: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly missedAt: Date;
  readonly rescuedBy: string | null;
  readonly isBooked: boolean;
  readonly hasReplied: boolean;
}

const FIND = `
  select id::text, contact_card_id::text as "contactCardId", status,
    coalesce(escalation_reason, opt_out_reason) as reason, retry_count as attempts,
    next_attempt_at as "nextAttemptAt", missed_at as "missedAt", rescued_by as "rescuedBy",
    booked_at is not null as "isBooked", customer_responded as "hasReplied"
  from missed_call_entries where customer_phone = $1 order by created_at`;

/** Every recovery of one caller's; the rules allow a second one only after the first has ended. */
export async function findRecoveries(sql: SqlPool, phone: string): Promise<RecoveryRow[]> {
  return sql.query<RecoveryRow>(FIND, [phone]);
}
