import { findCompanyProfile, findMissedCallSettings, type TenantTx } from '@otto/db';

/** The company with all its settings. */
export async function getCompany(tx: TenantTx) {
  const company = await findCompanyProfile(tx);
  return { ...company, missedCalls: await findMissedCallSettings(tx) };
}
