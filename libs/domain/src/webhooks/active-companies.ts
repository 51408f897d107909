import { findActiveCompanies, type Database } from '@otto/db';
import { createDirectory, type Directory } from './directory';

/** The active companies by their ids, for providers whose webhooks name the company. */
export type ActiveCompanies = Directory<{ readonly id: string }>;

export function createActiveCompanies(deps: { readonly database: Database }): ActiveCompanies {
  return createDirectory(async (ids) => {
    const companies = await findActiveCompanies(deps.database.sql, [...new Set(ids)]);
    return ids.map((id) => companies.find((company) => company.id === id) ?? null);
  });
}
