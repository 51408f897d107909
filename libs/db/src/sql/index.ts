export { createBatcher } from './batcher';
export { createSqlPool, type PoolOptions, type SqlPool } from './pool';
export { viewBeat, type BeatView, type ScheduleView } from './beat/schedule-view';
export * from './beat/ticks';
export { planOnce, textOf, type Statement } from './statement';
export type { Sql, Transaction } from './sql';
