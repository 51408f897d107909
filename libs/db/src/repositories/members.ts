import type { TenantTx } from '../database';

export interface MemberChanges {
  readonly role?: string | undefined;
  readonly territory?: string | null | undefined;
  readonly department?: string | null | undefined;
  readonly active?: boolean | undefined;
}

/** Changes a person of the company; what is undefined stays. */
export async function updateMember(
  tx: TenantTx,
  id: string,
  changes: MemberChanges,
): Promise<void> {
  await tx.db.user.updateMany({
    where: { companyId: tx.companyId, id },
    data: withoutUndefined(changes),
  });
}

/** Whether a manager who can sign in is there besides this one. */
export async function hasOtherManager(tx: TenantTx, id: string): Promise<boolean> {
  const others = await tx.db.user.count({
    where: { companyId: tx.companyId, role: 'manager', active: true, id: { not: id } },
  });
  return others > 0;
}

export interface Rep {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly territory: string | null;
  readonly department: string | null;
  /** Scheduled or confirmed visits that begin within the asked time. */
  readonly openAppointments: number;
}

export interface RepFilter {
  readonly territory?: string | undefined;
  readonly from: Date;
  readonly to: Date;
  readonly limit: number;
  readonly offset: number;
}

const REPS = `
  select u.id, u.name, u.email, u.phone, u.territory, u.department,
    (select count(*)::int from appointments p
      where p.company_id = u.company_id and p.assigned_rep_id = u.id
        and p.status in ('scheduled', 'confirmed')
        and p.scheduled_start >= $3::timestamptz and p.scheduled_start < $4::timestamptz
    ) as "openAppointments"
  from users u
  where u.company_id = $1 and u.role = 'sales_rep' and u.active
    and ($2::text is null or lower(u.territory) = lower($2))
  order by u.name, u.id limit $5 offset $6`;

/** Active sales reps by name with how much they have on, and how many reps there are. */
export async function listReps(
  tx: TenantTx,
  { territory, from, to, limit, offset }: RepFilter,
): Promise<{ reps: Rep[]; total: number }> {
  const within = [from.toISOString(), to.toISOString()];
  const reps = await tx.query<Rep>(REPS, [
    tx.companyId,
    territory ?? null,
    ...within,
    limit,
    offset,
  ]);
  const total = await tx.db.user.count({
    where: {
      companyId: tx.companyId,
      role: 'sales_rep',
      active: true,
      ...(territory === undefined ? {} : { territory: { equals: territory, mode: 'insensitive' } }),
    },
  });
  return { reps, total };
}

const withoutUndefined = (changes: MemberChanges) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
