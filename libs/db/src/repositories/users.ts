import type { TenantTx } from '../database';
import type { Sql } from '../sql';

export interface Membership {
  readonly userId: string;
  readonly companyId: string;
}

export interface MemberRecord extends Membership {
  readonly role: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly isCompanyActive: boolean;
}

const FIND_MEMBERS = `
  select u.id as "userId", u.company_id as "companyId", u.role, u.name,
    u.active as "isActive", c.active as "isCompanyActive"
  from unnest($1::text[], $2::text[]) as wanted(user_id, company_id)
  join users u on u.id = wanted.user_id and u.company_id = wanted.company_id
  join companies c on c.id = u.company_id`;

/** Those of the pairs of user and company that exist, deactivated ones included. */
export async function findMembers(sql: Sql, pairs: readonly Membership[]): Promise<MemberRecord[]> {
  return sql.query<MemberRecord>(FIND_MEMBERS, [
    pairs.map((pair) => pair.userId),
    pairs.map((pair) => pair.companyId),
  ]);
}

/** Names of people of the company by id; ids that are null or unknown are left out. */
export async function findUserNames(
  tx: TenantTx,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const users = await tx.db.user.findMany({
    where: { companyId: tx.companyId, id: { in: wanted } },
    select: { id: true, name: true },
  });
  return new Map(users.map((user) => [user.id, user.name]));
}

/** The role of an active person of the company; null for everybody else. */
export async function findMemberRole(tx: TenantTx, id: string): Promise<string | null> {
  const user = await tx.db.user.findFirst({
    where: { companyId: tx.companyId, id, active: true },
    select: { role: true },
  });
  return user?.role ?? null;
}
