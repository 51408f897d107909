import { findNumberOwners, type Database } from '@otto/db';
import { createDirectory, type Directory } from './directory';

/** The active companies by their phone numbers (E.164). */
export type NumberOwners = Directory<{ readonly companyId: string }>;

export function createNumberOwners(deps: { readonly database: Database }): NumberOwners {
  return createDirectory(async (numbers) => {
    const owners = await findNumberOwners(deps.database.sql, [...new Set(numbers)]);
    return numbers.map((number) => owners.find(({ e164 }) => e164 === number) ?? null);
  });
}
