import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface AnsweredRequest {
  readonly method: string;
  /** The declared path: bounded in number, and without ids. */
  readonly route: string;
  /** Null when the caller went away before the answer. */
  readonly status: number | null;
  readonly seconds: number;
}

export function createHttpMetrics(registry: Registry) {
  const registers = [registry];
  const requests = new Counter({
    name: 'otto_http_requests_total',
    help: 'Answered requests.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'otto_http_request_seconds',
    help: 'From the first byte of a request to the last of its answer.',
    labelNames: ['method', 'route'],
    buckets: BUCKETS,
    registers,
  });
  const open = new Gauge({
    name: 'otto_http_requests_open',
    help: 'Requests that are not answered yet.',
    registers,
  });
  return {
    started: () => open.inc(),
    answered: ({ method, route, status, seconds: took }: AnsweredRequest) => {
      open.dec();
      requests.inc({ method, route, status: status ?? 'aborted' });
      seconds.observe({ method, route }, took);
    },
  };
}
