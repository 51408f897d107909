import type { Sql } from '@otto/db/sql';

export interface DatabaseClock {
  /** PostgreSQL's time. */
  now(): Date;
  /** Asks PostgreSQL again; call it now and then, because clocks drift. */
  sync(): Promise<void>;
}

/**
 * The time that all beats share. In between it goes on by this process' monotonic clock, so that
 * setting the machine's clock neither repeats nor skips a tick.
 */
export async function createDatabaseClock(sql: Sql): Promise<DatabaseClock> {
  let databaseMs = 0;
  let askedAt = 0;
  async function sync(): Promise<void> {
    const before = performance.now();
    const [row] = await sql.query<{ now: Date }>('select clock_timestamp() as now');
    askedAt = (before + performance.now()) / 2;
    databaseMs = (row as { now: Date }).now.getTime();
  }
  await sync();
  return { sync, now: () => new Date(databaseMs + (performance.now() - askedAt)) };
}
