import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, type Prisma } from './generated/client';
import { createSqlPool, textOf, type SqlPool, type Statement, type Transaction } from './sql';

/** The role that row-level security confines; created by the first migration, cannot log in. */
const TENANT_ROLE = 'otto_tenant';

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
  const prisma = new PrismaClient({ adapter: new PrismaPg(sql.pool) });

  async function transaction<T>(
    fn: (db: Prisma.TransactionClient, hooks: Hooks) => Promise<T>,
  ): Promise<T> {
    const hooks: Hooks = [];
    const result = await prisma.$transaction((db) => fn(db, hooks), {
      maxWait: 5_000,
      timeout: 20_000,
    });
    for (const hook of hooks) hook();
    return result;
  }

  return {
    sql,
    withTenant: (companyId, fn) =>
      transaction(async (db, hooks) => {
        await db.$queryRaw`select set_config('role', ${TENANT_ROLE}, true), set_config('otto.company_id', ${companyId}, true)`;
        return fn({ ...common(db, hooks), companyId });
      }),
    asSystem: (fn) => transaction((db, hooks) => fn({ ...common(db, hooks), companyId: null })),
    close: async () => {
      await prisma.$disconnect();
      await sql.close();
    },
  };
}

type Hooks = (() => void)[];

function common(db: Prisma.TransactionClient, hooks: Hooks) {
  return {
    db,
    query: <R>(sql: string | Statement, values: readonly unknown[] = []) =>
      db.$queryRawUnsafe<R[]>(textOf(sql), ...values),
    afterCommit: (fn: () => void) => void hooks.push(fn),
  };
}
