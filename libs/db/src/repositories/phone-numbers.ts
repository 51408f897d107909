import type { TenantTx } from '../database';

/** The tenant's own number with these digits, or null. */
export async function findPhoneNumber(tx: TenantTx, e164: string) {
  return tx.db.phoneNumber.findFirst({ where: { companyId: tx.companyId, e164 } });
}
