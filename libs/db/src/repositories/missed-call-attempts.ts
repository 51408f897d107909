import type { Prisma } from '../generated/client';
import type { TenantTx } from '../database';
import { SPOKEN, WENT_OUT } from './human-touch';

export type NewMissedCallAttempt = Omit<
  Prisma.MissedCallAttemptUncheckedCreateInput,
  'companyId' | 'id'
>;

/** Notes an attempt, once per number. */
export async function insertMissedCallAttempt(
  tx: TenantTx,
  attempt: NewMissedCallAttempt,
): Promise<void> {
  await tx.db.missedCallAttempt.createMany({
    data: [{ ...attempt, companyId: tx.companyId }] as Prisma.MissedCallAttemptCreateManyInput[],
    skipDuplicates: true,
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
