import { Gauge, type Registry } from 'prom-client';

/** What pg's pool tells of itself. */
export interface PoolState {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

export function createPoolMetrics(registry: Registry) {
  const pools = new Map<string, PoolState>();
  new Gauge({
    name: 'otto_db_pool_connections',
    help: 'PostgreSQL connections: busy, idle, and callers that wait for one.',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of pools) {
        this.set({ pool, state: 'busy' }, totalCount - idleCount);
        this.set({ pool, state: 'idle' }, idleCount);
        this.set({ pool, state: 'waiting' }, waitingCount);
      }
    },
  });
  return { watch: (name: string, pool: PoolState) => void pools.set(name, pool) };
}
