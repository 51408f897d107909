export { createBatcher } from './batcher';
export { createSqlPool, queryOn, type PoolOptions, type SqlPool } from './pool';
export { applyMigrations } from './migrations/apply-migrations';
export { viewBeat, type BeatView, type ScheduleView } from './beat/schedule-view';
export * from './beat/ticks';
export { planOnce, textOf, type Statement } from './statement';
export type { Sql, Transaction } from './sql';
