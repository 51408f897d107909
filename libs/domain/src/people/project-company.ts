import { findClerkObject, isCompany, saveCompany, type SystemTx } from '@otto/db';
import type { ClerkMembership, ClerkOrganization } from '@otto/integrations';

/**
 * The company of a membership, made when it is not there yet from the best that is known of it.
 * `gone` when Clerk has deleted it, `unknown` when not even its name is known.
 */
export async function takeCompany(
  tx: SystemTx,
  { companyId, companyName }: ClerkMembership,
): Promise<'present' | 'gone' | 'unknown'> {
  const organization = await findClerkObject(tx, 'organization', companyId);
  if (organization?.deleted) return 'gone';
  if (await isCompany(tx, companyId)) return 'present';
  const said = organization?.data as ClerkOrganization | undefined;
  const name = said?.name ?? companyName;
  if (name === null) return 'unknown';
  await saveCompany(tx, { id: companyId, name });
  return 'present';
}
