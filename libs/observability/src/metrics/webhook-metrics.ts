import { Counter, type Registry } from 'prom-client';

export function createWebhookMetrics(registry: Registry) {
  const webhooks = new Counter({
    name: 'otto_webhooks_total',
    help: 'Inbound webhooks by what became of them.',
    labelNames: ['provider', 'outcome'],
    registers: [registry],
  });
  const overLimit = new Counter({
    name: 'otto_webhooks_over_limit_total',
    help: 'Webhooks that were taken although their company is over its limit.',
    labelNames: ['provider'],
    registers: [registry],
  });
  return {
    overLimit: (provider: string) => overLimit.inc({ provider }),
    received: (provider: string, outcome: string) => webhooks.inc({ provider, outcome }),
  };
}
