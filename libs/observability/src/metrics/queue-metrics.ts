import { Gauge, type Registry } from 'prom-client';

export interface QueueState {
  readonly queue: string;
  readonly status: string;
  readonly count: number;
  /** Of the oldest that is due; 0 where none is. */
  readonly oldestSeconds: number;
}

export function createQueueMetrics(registry: Registry) {
  let read: (() => Promise<readonly QueueState[]>) | undefined;
  const oldest = new Gauge({
    name: 'otto_queue_oldest_seconds',
    help: 'How long the oldest due job of a queue has waited; every worker tells of all queues.',
    labelNames: ['queue'],
    registers: [registry],
  });
  // The depth is read first, and brings the ages along.
  new Gauge({
    name: 'otto_queue_jobs',
    help: 'Jobs by queue and status; every worker tells of all queues.',
    labelNames: ['queue', 'status'],
    registers: [registry],
    async collect() {
      if (!read) return;
      this.reset();
      oldest.reset();
      for (const { queue, status, count, oldestSeconds } of await read().catch(() => [])) {
        this.set({ queue, status }, count);
        if (status === 'queued') oldest.set({ queue }, oldestSeconds);
      }
    },
  });
  return {
    /** Reads the queues at each scrape; a failed reading leaves them out. */
    watch: (source: () => Promise<readonly QueueState[]>) => {
      read = source;
    },
  };
}
