import type { TenantTx } from '../database';

/** The company's own wording; null when it has none. */
export async function findMessageTemplate(
  tx: TenantTx,
  key: string,
): Promise<{ readonly subject: string | null; readonly body: string } | null> {
  return tx.db.messageTemplate.findFirst({
    where: { companyId: tx.companyId, key },
    select: { subject: true, body: true },
  });
}

/** The company's name. */
export async function findCompanyName(tx: TenantTx): Promise<string> {
  const company = await tx.db.company.findUniqueOrThrow({
    where: { id: tx.companyId },
    select: { name: true },
  });
  return company.name;
}
