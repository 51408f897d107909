import { Prisma } from '../generated/client';
import type { TenantTx } from '../database';

type JsonSetting = 'goals' | 'notificationPreferences';

/** What the people of a company may change about it. */
export type CompanyChanges = Partial<
  Omit<
    Prisma.CompanyUncheckedUpdateManyInput,
    JsonSetting | 'id' | 'active' | 'createdAt' | 'updatedAt'
  >
> & { readonly [K in JsonSetting]?: unknown };

/** Locks the company's row until the transaction ends: one change of settings or people at a time. */
export async function lockCompany(tx: TenantTx): Promise<void> {
  await tx.query(`select 1 from companies where id = $1 for no key update`, [tx.companyId]);
}

/** False when another company has the name. */
export async function updateCompany(
  tx: TenantTx,
  { goals, notificationPreferences, ...changes }: CompanyChanges,
): Promise<boolean> {
  const data = {
    ...changes,
    ...(goals === undefined ? {} : { goals: jsonOf(goals) }),
    ...(notificationPreferences === undefined
      ? {}
      : { notificationPreferences: jsonOf(notificationPreferences) }),
  };
  try {
    await tx.db.company.updateMany({ where: { id: tx.companyId }, data });
    return true;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      return false;
    }
    throw error;
  }
}

const jsonOf = (value: unknown) =>
  value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);

export type MissedCallSettingChanges = Omit<
  Prisma.MissedCallSlaUncheckedUpdateManyInput,
  'companyId'
>;

/** Changes how missed callers are treated; what has never been said keeps its default. */
export async function saveMissedCallSettings(
  tx: TenantTx,
  changes: MissedCallSettingChanges,
): Promise<void> {
  const { companyId } = tx;
  await tx.db.missedCallSla.createMany({ data: [{ companyId }], skipDuplicates: true });
  await tx.db.missedCallSla.updateMany({ where: { companyId }, data: changes });
}
