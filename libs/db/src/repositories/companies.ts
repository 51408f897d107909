import type { SystemTx, TenantTx } from '../database';

export interface CompanyZone {
  readonly id: string;
  /** IANA name. */
  readonly timezone: string;
}

/** The tenant's own time zone. */
export async function findTimezone(tx: TenantTx): Promise<string> {
  const company = await tx.db.company.findUniqueOrThrow({
    where: { id: tx.companyId },
    select: { timezone: true },
  });
  return company.timezone;
}

/** Every company that is not switched off, with its time zone. */
export async function listActiveCompanies(tx: SystemTx): Promise<CompanyZone[]> {
  return tx.db.company.findMany({
    where: { active: true },
    select: { id: true, timezone: true },
    orderBy: { id: 'asc' },
  });
}
