export { createBatcher } from './batcher';
export { createSqlPool, type PoolOptions, type SqlPool } from './pool';
export type { Sql, Transaction } from './sql';
