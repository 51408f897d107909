import { Gauge, type Registry } from 'prom-client';

export interface QueueState {
  readonly queue: string;
  readonly status: string;
  readonly count: number;
  /** Of the oldest that is due; 0 where none is. */
  readonly oldestSeconds: number;
}

export function createQueueMetrics(registry: Registry) {
  let source: (() => Promise<readonly QueueState[]>) | undefined;
  let reading: Promise<readonly QueueState[]> | undefined;
  /** One reading for both gauges of a scrape; a failed one leaves the queues out. */
  const read = (): Promise<readonly QueueState[]> => {
    reading ??= (source?.() ?? Promise.resolve([]))
      .catch(() => [])
      .finally(() => (reading = undefined));
    return reading;
  };
  new Gauge({
    name: 'otto_queue_oldest_seconds',
    help: 'How long the oldest due job of a queue has waited; every worker tells of all queues.',
    labelNames: ['queue'],
    registers: [registry],
    async collect() {
      const states = await read();
      this.reset();
      for (const { queue, status, oldestSeconds } of states)
        if (status === 'queued') this.set({ queue }, oldestSeconds);
    },
  });
  new Gauge({
    name: 'otto_queue_jobs',
    help: 'Jobs by queue and status; every worker tells of all queues.',
    labelNames: ['queue', 'status'],
    registers: [registry],
    async collect() {
      const states = await read();
      this.reset();
      for (const { queue, status, count } of states) this.set({ queue, status }, count);
    },
  });
  return {
    /** Reads the queues at each scrape. */
    watch: (states: () => Promise<readonly QueueState[]>) => {
      source = states;
    },
  };
}
