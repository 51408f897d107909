export {
  createDatabase,
  type Database,
  type DatabaseOptions,
  type SystemTx,
  type TenantTx,
} from './database';
export type { Sql, Transaction } from './sql';
export * from './repositories';
