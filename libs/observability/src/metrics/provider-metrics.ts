import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export interface AnsweredCall {
  readonly vendor: string;
  readonly endpoint: string;
  readonly status: number | null;
  readonly ms: number;
}

export function createProviderMetrics(registry: Registry) {
  const registers = [registry];
  const open = new Map<string, number>();
  const calls = new Counter({
    name: 'otto_provider_calls_total',
    help: 'Attempts of requests to providers, by the class of their answer.',
    labelNames: ['vendor', 'endpoint', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'otto_provider_call_seconds',
    help: 'How long a provider took.',
    labelNames: ['vendor'],
    buckets: BUCKETS,
    registers,
  });
  const breakers = new Gauge({
    name: 'otto_provider_breakers_open',
    help: 'Circuit breakers that refuse calls now.',
    labelNames: ['vendor'],
    registers,
  });
  return {
    called: ({ vendor, endpoint, status, ms }: AnsweredCall) => {
      const outcome = status === null ? 'silence' : `${Math.floor(status / 100)}xx`;
      calls.inc({ vendor, endpoint, outcome });
      seconds.observe({ vendor }, ms / 1_000);
    },
    breaker: (vendor: string, isOpen: boolean) => {
      const count = Math.max(0, (open.get(vendor) ?? 0) + (isOpen ? 1 : -1));
      open.set(vendor, count);
      breakers.set({ vendor }, count);
    },
    openBreakers: () => Object.fromEntries(open),
  };
}
