import { Counter, Histogram, type Registry } from 'prom-client';

export function createLockMetrics(registry: Registry) {
  const registers = [registry];
  const locks = new Counter({
    name: 'otto_locks_total',
    help: 'Locks that were asked for: taken, or busy.',
    labelNames: ['outcome'],
    registers,
  });
  const held = new Histogram({
    name: 'otto_lock_held_seconds',
    help: 'How long locks were held.',
    buckets: [0.01, 0.1, 1, 10, 60],
    registers,
  });
  return {
    taken: (seconds: number) => {
      locks.inc({ outcome: 'taken' });
      held.observe(seconds);
    },
    busy: () => locks.inc({ outcome: 'busy' }),
  };
}
