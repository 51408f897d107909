import type { SystemTx, TenantTx } from '../database';

/** The tenant's account at the provider, its credentials sealed; null when there is none in use. */
export async function findIntegration(tx: TenantTx, provider: string) {
  return tx.db.companyIntegration.findFirst({
    where: { companyId: tx.companyId, provider, status: { not: 'disabled' } },
    select: {
      accountRef: true,
      credentialsEnc: true,
      status: true,
      createdAt: true,
      reconciledUntil: true,
    },
  });
}

/** The ids of the active companies that have an account in use at the provider. */
export async function listCompaniesWith(tx: SystemTx, provider: string): Promise<string[]> {
  const found = await tx.query<{ id: string }>(
    `select c.id from company_integrations i join companies c on c.id = i.company_id
     where i.provider = $1 and i.status <> 'disabled' and c.active order by c.id`,
    [provider],
  );
  return found.map(({ id }) => id);
}

/** Notes up to when the provider was asked for what its webhooks left out; never an earlier time. */
export async function noteReconciled(tx: TenantTx, provider: string, until: Date): Promise<void> {
  await tx.query(
    `update company_integrations set reconciled_until = greatest(reconciled_until, $3::timestamptz)
     where company_id = $1 and provider = $2`,
    [tx.companyId, provider, until],
  );
}

/**
 * Notes whether the provider accepts the credentials; one that was switched off stays so. Tells
 * whether that is news.
 */
export async function noteAccepted(
  tx: TenantTx,
  provider: string,
  isAccepted: boolean,
): Promise<boolean> {
  const [status, before] = isAccepted ? ['connected', 'error'] : ['error', 'connected'];
  const where = { companyId: tx.companyId, provider };
  await tx.db.companyIntegration.updateMany({ where, data: { lastCheckedAt: new Date() } });
  const { count } = await tx.db.companyIntegration.updateMany({
    where: { ...where, status: before },
    data: { status },
  });
  return count > 0;
}
