import { setTimeout as delay } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '@otto/testkit';
import { createSqlPool, type SqlPool } from './pool';

describe('a pool of connections', () => {
  let db: TestDatabase;
  let sql: SqlPool;

  beforeAll(async () => {
    db = await createTestDatabase();
    sql = createSqlPool({ url: db.url, max: 2, name: 'spec' });
  });
  afterAll(async () => {
    await sql.close();
    await db.stop();
  });

  it('fails the transaction whose connection ends between two statements, and goes on', async () => {
    const broken = sql.transaction(async (tx) => {
      const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      await db.database.sql.query('select pg_terminate_backend($1)', [row?.pid]);
      // Long enough for the news to reach the connection while no statement waits on it.
      await delay(200);
      await tx.query('select 1');
    });
    await expect(broken).rejects.toThrow();
    expect(await sql.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('reads 64-bit integers as bigint', async () => {
    expect(await sql.query('select 9007199254740993::bigint as n')).toEqual([
      { n: 9007199254740993n },
    ]);
  });

  it('commits each statement of its autocommit, and then runs what waited for it', async () => {
    await sql.query('create table noted (n int)');
    await sql.autocommit.query('insert into noted values (1)');
    let ran = false;
    sql.autocommit.afterCommit(() => (ran = true));
    expect(ran).toBe(true);
    expect(await db.database.sql.query('select n from noted')).toEqual([{ n: 1 }]);
  });
});
