import type { SqlPool } from '@otto/db/sql';
import { SEED_STATEMENTS, SEEDED_TABLES } from './statements';

export interface SeedSize {
  readonly companies: number;
  readonly calls: number;
}

/** Makes calls with all that belongs to them, in one transaction; a second run adds nothing. */
export async function seedCalls(sql: SqlPool, { companies, calls }: SeedSize): Promise<void> {
  await sql.transaction(async (tx) => {
    await tx.query('set local statement_timeout = 0');
    await tx.query('set local synchronous_commit = off');
    for (const text of SEED_STATEMENTS) {
      const values = text.includes('$2') ? [companies, calls] : [companies];
      await tx.query(text, values);
    }
  });
  for (const table of SEEDED_TABLES) await sql.query(`analyze ${table}`);
}
