import type { TenantTx } from '../database';

const SHOWN = {
  id: true,
  companyId: true,
  email: true,
  name: true,
  phone: true,
  role: true,
  territory: true,
  department: true,
  active: true,
  createdAt: true,
  updatedAt: true,
} as const;

/** The person of the company with this id, or null. */
export async function findPerson(tx: TenantTx, id: string) {
  return tx.db.user.findFirst({ where: { companyId: tx.companyId, id }, select: SHOWN });
}

export interface PeopleFilter {
  readonly role?: string | undefined;
  readonly active?: boolean | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** People of the company by name, and how many there are. */
export async function listPeople(tx: TenantTx, { role, active, limit, offset }: PeopleFilter) {
  const where = {
    companyId: tx.companyId,
    ...(role === undefined ? {} : { role }),
    ...(active === undefined ? {} : { active }),
  };
  const users = await tx.db.user.findMany({
    where,
    select: SHOWN,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit,
    skip: offset,
  });
  return { users, total: await tx.db.user.count({ where }) };
}

/** What people of the company may read about it. */
export async function findCompanyProfile(tx: TenantTx) {
  return tx.db.company.findUniqueOrThrow({
    where: { id: tx.companyId },
    omit: { active: true },
  });
}
