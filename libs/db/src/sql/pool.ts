import { Pool, types, type ClientBase, type CustomTypesConfig, type PoolClient } from 'pg';
import { withSpan } from '@otto/observability';
import type { Sql, Transaction } from './sql';
import type { Statement } from './statement';

export interface PoolOptions {
  readonly url: string;
  readonly max: number;
  /** Shown in pg_stat_activity. */
  readonly name: string;
  /**
   * False lets PostgreSQL answer before the commit is on disk. Only for statements whose loss
   * makes work run again (claims and lease renewals), never for results.
   */
  readonly synchronousCommit?: boolean;
}

export interface SqlPool extends Sql {
  readonly pool: Pool;
  /**
   * Each statement a transaction of its own, committed when it answers: one round trip where
   * nothing else belongs to it. No tenant confines it.
   */
  readonly autocommit: Transaction;
  /** Runs fn in one transaction that no tenant confines. */
  transaction<T>(fn: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const ourParsers = new Map<number, (text: string) => unknown>([
  [types.builtins.INT8, BigInt],
  // A day is that day in UTC, as Prisma has it, wherever the process runs.
  [types.builtins.DATE, (day) => new Date(`${day}T00:00:00Z`)],
]);

/** For our own statements only: Prisma shares the pool and parses by itself. */
const ourTypes: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    ourParsers.get(oid) ?? types.getTypeParser(oid, format),
};

/** A pool of PostgreSQL connections; every wait in it is bounded. */
export function createSqlPool(options: PoolOptions): SqlPool {
  const pool = new Pool({
    connectionString: options.url,
    max: options.max,
    // Work that comes after a quiet time need not wait for a connection.
    min: 1,
    application_name: options.name,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    ...(options.synchronousCommit === false ? { onConnect: relaxCommits } : {}),
  });
  // A connection that breaks while idle is replaced by the next checkout; one that breaks between
  // two statements of a transaction fails the next of them. Neither may end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const query = queryOn(pool);
  return {
    pool,
    query,
    autocommit: { companyId: null, query, afterCommit: (fn) => fn() },
    transaction: (fn) => runTransaction(pool, fn),
    close: () => pool.end(),
  };
}

const STATEMENT_SPAN = { name: 'sql', kind: 'client', place: 'part' } as const;

/** Statements on one connection, or each on any of the pool. */
export const queryOn =
  (connection: Pool | PoolClient): Sql['query'] =>
  async <R>(sql: string | Statement, values: readonly unknown[] = []) => {
    const statement = typeof sql === 'string' ? { text: sql } : sql;
    const answer = await withSpan(STATEMENT_SPAN, () =>
      connection.query({ ...statement, values: [...values], types: ourTypes }),
    );
    return answer.rows as R[];
  };

/** pg waits for the promise, although its types say that nobody does. */
const relaxCommits = ((client: ClientBase) =>
  client.query('set synchronous_commit = off')) as unknown as (client: ClientBase) => void;

async function runTransaction<T>(pool: Pool, fn: (tx: Transaction) => Promise<T>): Promise<T> {
  const hooks: (() => void)[] = [];
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await fn(transactionOn(client, hooks));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    hooks.length = 0;
    throw error;
  } finally {
    client.release(broken);
    for (const hook of hooks) hook();
  }
}

function transactionOn(client: PoolClient, hooks: (() => void)[]): Transaction {
  return {
    companyId: null,
    query: queryOn(client),
    afterCommit: (fn) => void hooks.push(fn),
  };
}
