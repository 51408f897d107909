export {
  seedCompany,
  TEST_ENCRYPTION_KEY,
  type SeedCompanyOptions,
  type SeededCompany,
} from './builders/seed-company';
export { uniqueId, uniquePhone } from './builders/unique';
export { createFakeClock, type FakeClock } from './fake-clock';
export { createSpecLogger } from './logs/spec-logger';
export { createTestDatabase, type TestDatabase } from './postgres/create-test-database';
export { migrate } from './postgres/migrate';
export { startPostgres, type PostgresOptions } from './postgres/start-postgres';
export { createTestRedis } from './redis/create-test-redis';
export { findRedisServer } from './redis/find-redis-server';
export { startRedis, type RedisOptions } from './redis/start-redis';
export { freePort, isPortFree, nextFreePort } from './server/free-port';
export type { LocalServer } from './server/local-server';
export { createTcpProxy, type TcpProxy } from './server/tcp-proxy';
export { createEngine, type Engine, type SpecHandlers } from './engine';
export { createChaosStage, oneTo, type ChaosStage } from './chaos/chaos-stage';
export { block, poison, record } from './chaos/chaos-tasks';
export { startSpecProcess, type SpecProcess } from './chaos/spec-process';
