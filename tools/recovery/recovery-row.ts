import { setTimeout as delay } from 'node:timers/promises';
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

const LOOK_MS = 100;
const GIVE_UP_MS = 150_000;

/** Waits until it answers something; says after a while what it has waited for. */
export async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const deadline = performance.now() + GIVE_UP_MS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error(`${what}: not after ${GIVE_UP_MS / 1_000} s`);
    await delay(LOOK_MS);
  }
}
