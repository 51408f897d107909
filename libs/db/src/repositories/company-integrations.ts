import type { TenantTx } from '../database';

/** The tenant's account at the provider, its credentials sealed; null when there is none in use. */
export async function findIntegration(tx: TenantTx, provider: string) {
  return tx.db.companyIntegration.findFirst({
    where: { companyId: tx.companyId, provider, status: { not: 'disabled' } },
    select: { accountRef: true, credentialsEnc: true },
  });
}
