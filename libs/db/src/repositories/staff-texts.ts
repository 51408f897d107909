import type { StaffText } from '../generated/client';
import type { TenantTx } from '../database';

export type StaffTextRow = StaffText;

const INSERT = `
  insert into staff_texts (company_id, user_id, appointment_id, dedupe_key)
  select $1, id, $2::uuid, $3 || ':' || id from users
  where company_id = $1 and role = 'manager' and active and phone is not null
  on conflict (company_id, dedupe_key) do nothing
  returning id::text`;

/** Notes a text to each manager who has a phone, once per key; answers with those that are new. */
export async function insertTextsToManagers(
  tx: TenantTx,
  { appointmentId, dedupeKey }: { readonly appointmentId: string; readonly dedupeKey: string },
): Promise<string[]> {
  const added = await tx.query<{ id: string }>(INSERT, [tx.companyId, appointmentId, dedupeKey]);
  return added.map(({ id }) => id);
}

/** The text, locked until the transaction ends. */
export async function lockStaffText(tx: TenantTx, id: string): Promise<StaffTextRow | null> {
  await tx.query(
    `select 1 from staff_texts where company_id = $1 and id = $2::uuid for no key update`,
    [tx.companyId, id],
  );
  return tx.db.staffText.findFirst({ where: { companyId: tx.companyId, id } });
}

export async function updateStaffText(
  tx: TenantTx,
  id: string,
  changes: Partial<Pick<StaffTextRow, 'status' | 'errorCode' | 'providerMessageId' | 'sendingAt'>>,
): Promise<void> {
  await tx.db.staffText.updateMany({ where: { companyId: tx.companyId, id }, data: changes });
}

/** Of a row of staff_texts: it went out, or may have. */
export const STAFF_WENT_OUT = `status in ('sending', 'sent', 'unknown')`;

/** How many texts a colleague has had since the time. */
export async function countStaffTextsSince(
  tx: TenantTx,
  userId: string,
  since: Date,
): Promise<number> {
  const [row] = await tx.query<{ sent: number }>(
    `select count(*)::int as sent from staff_texts
     where company_id = $1 and user_id = $2 and ${STAFF_WENT_OUT} and sending_at >= $3::timestamptz`,
    [tx.companyId, userId, since],
  );
  return row?.sent ?? 0;
}

/** The phone of an active colleague; null when there is none. */
export async function findStaffPhone(tx: TenantTx, userId: string): Promise<string | null> {
  const user = await tx.db.user.findFirst({
    where: { companyId: tx.companyId, id: userId, active: true, role: 'manager' },
    select: { phone: true },
  });
  return user?.phone ?? null;
}

const FIND_LATEST = `
  select t.id::text from staff_texts t
  join users u on u.company_id = t.company_id and u.id = t.user_id and u.phone = $2
  where t.company_id = $1 and t.${STAFF_WENT_OUT} and t.sending_at >= $3::timestamptz
    and not exists (select 1 from contact_cards c where c.company_id = $1 and c.primary_phone = $2)
  order by t.sending_at desc limit 1`;

/**
 * The latest text since then to the colleague whose phone it is; null when there is none, or when
 * the phone is a customer's too.
 */
export async function findLatestStaffText(
  tx: TenantTx,
  phone: string,
  since: Date,
): Promise<string | null> {
  const [found] = await tx.query<{ id: string }>(FIND_LATEST, [tx.companyId, phone, since]);
  return found?.id ?? null;
}
