import { Counter, type Registry } from 'prom-client';

export function createWebhookMetrics(registry: Registry) {
  const webhooks = new Counter({
    name: 'otto_webhooks_total',
    help: 'Inbound webhooks by what became of them.',
    labelNames: ['provider', 'outcome'],
    registers: [registry],
  });
  return {
    received: (provider: string, outcome: string) => webhooks.inc({ provider, outcome }),
  };
}
