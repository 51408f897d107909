import type { SqlPool } from '@otto/db/sql';

/** Empties what the subjects write, so that each begins on the same table. */
export async function clearStored(sql: SqlPool): Promise<void> {
  await sql.query('truncate deliveries, jobs');
  await sql.query('checkpoint').catch(() => undefined);
}

export interface Stored {
  readonly deliveries: number;
  readonly jobs: number;
}

/** How many deliveries there are, and how many jobs that are for one of them. */
export async function countStored(sql: SqlPool): Promise<Stored> {
  const [row] = await sql.query<Stored>(
    `select (select count(*)::int from deliveries) as deliveries,
       (select count(*)::int from jobs j join deliveries d on d.id::text = j.payload ->> 'deliveryId') as jobs`,
  );
  return row ?? { deliveries: -1, jobs: -1 };
}
