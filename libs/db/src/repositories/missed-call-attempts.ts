import type { TenantTx } from '../database';
import { SPOKEN, WENT_OUT } from './human-touch';

export interface NewMissedCallAttempt {
  readonly entryId: string;
  readonly attemptNumber: number;
  readonly messageId: string;
  /** Whether the text is known to have gone out. */
  readonly success: boolean;
  readonly attemptedAt: Date;
}

const UPSERT = `
  insert into missed_call_attempts (company_id, entry_id, attempt_number, message_id, success, attempted_at)
  values ($1, $2::uuid, $3, $4::uuid, $5, $6::timestamptz)
  on conflict (entry_id, attempt_number) do update set success = true,
    message_id = excluded.message_id, attempted_at = excluded.attempted_at
  where excluded.success and not missed_call_attempts.success`;

/** Notes an attempt, once per number; one of which it was not known comes to success at most. */
export async function putMissedCallAttempt(
  tx: TenantTx,
  { entryId, attemptNumber, messageId, success, attemptedAt }: NewMissedCallAttempt,
): Promise<void> {
  const values = [tx.companyId, entryId, attemptNumber, messageId, success, attemptedAt];
  await tx.query(UPSERT, values);
}

/** Notes that the text of an attempt did not reach the customer after all. */
export async function markAttemptUndelivered(
  tx: TenantTx,
  entryId: string,
  attemptNumber: number,
): Promise<void> {
  await tx.db.missedCallAttempt.updateMany({
    where: { companyId: tx.companyId, entryId, attemptNumber },
    data: { success: false },
  });
}

const ANSWERED = `
  update missed_call_attempts set customer_engaged = true, responded_at = $3::timestamptz
  where id = (select id from missed_call_attempts where company_id = $1 and entry_id = $2::uuid
    order by attempt_number desc limit 1)`;

/** Notes that the customer has answered the latest attempt. */
export async function markAttemptAnswered(tx: TenantTx, entryId: string, at: Date): Promise<void> {
  await tx.query(ANSWERED, [tx.companyId, entryId, at]);
}

const LAST_TOUCH = `
  select by_otto as "byOtto" from (
    select created_at as at, type = 'automated' as by_otto from messages
    where company_id = $1 and contact_card_id = $2::uuid
      and ${WENT_OUT} and created_at between $3::timestamptz and $4::timestamptz
    union all
    select started_at, false from calls
    where company_id = $1 and contact_card_id = $2::uuid and direction = 'outbound'
      and ${SPOKEN} and started_at between $3::timestamptz and $4::timestamptz
  ) touches order by at desc limit 1`;

/** Who reached the customer last in that time; null when nobody did. */
export async function findLastTouch(
  tx: TenantTx,
  contactCardId: string,
  from: Date,
  to: Date,
): Promise<'otto' | 'human' | null> {
  const values = [tx.companyId, contactCardId, from, to];
  const [touch] = await tx.query<{ byOtto: boolean }>(LAST_TOUCH, values);
  return touch ? (touch.byOtto ? 'otto' : 'human') : null;
}
