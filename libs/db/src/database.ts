import { PrismaPg } from '@prisma/adapter-pg';
import { withSpan } from '@otto/observability';
import { PrismaClient, type Prisma } from './generated/client';
import { createSqlPool, planOnce, queryOn, type SqlPool, type Transaction } from './sql';
import { watchTransactions, type TransactionClient } from './transaction-client';

/** The role that row-level security confines; created by the first migration, cannot log in. */
const TENANT_ROLE = 'otto_tenant';

const CONFINE = planOnce(
  `select set_config('role', $1, true), set_config('otto.company_id', $2, true)`,
);

export interface PrismaTransaction extends Transaction {
  /** Typed queries inside the transaction. Repositories use it; use cases call repositories. */
  readonly db: Prisma.TransactionClient;
}

/** A transaction that sees and changes rows of one company only. */
export interface TenantTx extends PrismaTransaction {
  readonly companyId: string;
}

/** A transaction across tenants: webhook intake, the job engine, cross-tenant schedules. */
export interface SystemTx extends PrismaTransaction {
  readonly companyId: null;
}

export interface Database {
  readonly sql: SqlPool;
  /** Runs fn in one short transaction confined to the company. No HTTP call belongs inside. */
  withTenant<T>(companyId: string, fn: (tx: TenantTx) => Promise<T>): Promise<T>;
  /** Runs fn in one short transaction across tenants; a lint rule lists who may. */
  asSystem<T>(fn: (tx: SystemTx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly poolMax: number;
  readonly name: string;
}

export function createDatabase(options: DatabaseOptions): Database {
  const sql = createSqlPool({ url: options.url, max: options.poolMax, name: options.name });
  const watched = watchTransactions(sql.pool);
  const prisma = new PrismaClient({ adapter: new PrismaPg(watched.pool) });

  async function transaction<T>(fn: (tx: Common) => Promise<T>): Promise<T> {
    const hooks: Hooks = [];
    const span = { name: 'transaction', kind: 'client', place: 'part' } as const;
    const result = await withSpan(span, () =>
      watched.begin((client) =>
        prisma.$transaction((db) => fn(common(db, client, hooks)), {
          maxWait: 5_000,
          timeout: 20_000,
        }),
      ),
    );
    for (const hook of hooks) hook();
    return result;
  }

  return {
    sql,
    withTenant: (companyId, fn) =>
      transaction(async (tx) => {
        await tx.query(CONFINE, [TENANT_ROLE, companyId]);
        return fn({ ...tx, companyId });
      }),
    asSystem: (fn) => transaction((tx) => fn({ ...tx, companyId: null })),
    close: async () => {
      await prisma.$disconnect();
      await sql.close();
    },
  };
}

type Hooks = (() => void)[];
type Common = Omit<PrismaTransaction, 'companyId'>;

const common = (db: Prisma.TransactionClient, client: TransactionClient, hooks: Hooks): Common => ({
  db,
  query: (sql, values) => queryOn(client.current())(sql, values),
  afterCommit: (fn: () => void) => void hooks.push(fn),
});
