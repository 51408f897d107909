import type { SqlPool } from '@otto/db/sql';
import type { SessionKeys } from '../harness/session-keys';

/** Somebody who asks, and what they ask for. */
export interface Asker {
  readonly userId: string;
  readonly companyId: string;
  readonly role: string;
  readonly token: string;
  /** Of a call that they may see. */
  readonly callId: string;
  readonly contactId: string;
  readonly leadId: string;
  readonly appointmentId: string | null;
  readonly firstName: string;
  readonly phone: string;
  /** A rep of the company. */
  readonly repId: string;
}

/** The calls are those of the first csr of each company with an appointment, for all who ask. */
const FIND = `
  select u.id as "userId", u.company_id as "companyId", u.role,
    c.id::text as "callId", c.contact_card_id::text as "contactId", c.lead_id::text as "leadId",
    p.id::text as "appointmentId", k.first_name as "firstName", k.primary_phone as phone, r.id as "repId"
  from users u
  join lateral (select id from users r
    where r.company_id = u.company_id and r.role = 'sales_rep' order by id limit 1) r on true
  join lateral (select * from calls c
    where c.company_id = u.company_id and not c.missed
      and (u.role <> 'csr' or c.owner_id = u.id)
    order by md5(c.id::text || u.id) limit 4) c on true
  join contact_cards k on k.company_id = c.company_id and k.id = c.contact_card_id
  left join lateral (select id from appointments p
    where p.company_id = c.company_id order by md5(p.id::text || c.id::text) limit 1) p on true
  where u.role in ('manager', 'csr') and u.company_id like 'org_seed_%'
  order by md5(u.id || c.id::text)`;

/** Managers and csrs of all companies with calls, contacts and appointments of theirs, shuffled. */
export async function findAskers(sql: SqlPool, keys: SessionKeys): Promise<Asker[]> {
  const found = await sql.query<Omit<Asker, 'token'>>(FIND);
  const tokens = new Map<string, string>();
  return found.map((asker) => {
    const token =
      tokens.get(asker.userId) ?? keys.tokenOf({ id: asker.userId, companyId: asker.companyId });
    tokens.set(asker.userId, token);
    return { ...asker, token };
  });
}
