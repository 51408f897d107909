import type { Statement } from './statement';

/** Anything that runs one SQL statement with `$1`-style parameters. */
export interface Sql {
  query<R = Record<string, unknown>>(
    sql: string | Statement,
    values?: readonly unknown[],
  ): Promise<R[]>;
}

/** One open transaction. */
export interface Transaction extends Sql {
  /** The tenant the transaction is confined to; null for the system. */
  readonly companyId: string | null;
  /** Runs fn once, after this transaction has committed; never after a rollback. */
  afterCommit(fn: () => void): void;
}
