import { Counter, Histogram, type Registry } from 'prom-client';

const BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 180, 300];

export interface EndedAttempt {
  readonly task: string;
  readonly outcome: 'succeeded' | 'retry' | 'dead' | 'lost';
  readonly seconds: number;
}

export function createJobMetrics(registry: Registry) {
  const registers = [registry];
  const jobs = new Counter({
    name: 'otto_jobs_total',
    help: 'Attempts of jobs that have ended here; lost: the lease went to another worker.',
    labelNames: ['task', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'otto_job_seconds',
    help: 'How long an attempt took.',
    labelNames: ['task'],
    buckets: BUCKETS,
    registers,
  });
  return {
    ended: ({ task, outcome, seconds: took }: EndedAttempt) => {
      jobs.inc({ task, outcome });
      seconds.observe({ task }, took);
    },
  };
}
