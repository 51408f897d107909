import type { ActiveCompanies } from '@otto/domain';

/** Whether an active company has this id; one that was active within the last 30 s counts. */
export async function isKnown(companies: ActiveCompanies, id: string): Promise<boolean> {
  return (companies.recall(id) ?? (await companies.find(id))) !== null;
}
