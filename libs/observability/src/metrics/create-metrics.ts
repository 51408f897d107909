import { collectDefaultMetrics, Registry } from 'prom-client';
import { createBeatMetrics } from './beat-metrics';
import { createHttpMetrics } from './http-metrics';
import { createJobMetrics } from './job-metrics';
import { createLiveMetrics } from './live-metrics';
import { createLockMetrics } from './lock-metrics';
import { createPoolMetrics } from './pool-metrics';
import { createProviderMetrics } from './provider-metrics';
import { createQueueMetrics } from './queue-metrics';
import { createWebhookMetrics } from './webhook-metrics';

export type Metrics = ReturnType<typeof createMetrics>;

/** Everything that is counted, in one registry of this process; each service feeds its part. */
export function createMetrics(service: string) {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  // Event loop lag, memory, CPU, garbage collection, under the names that dashboards know.
  collectDefaultMetrics({ register: registry });
  return {
    http: createHttpMetrics(registry),
    webhooks: createWebhookMetrics(registry),
    live: createLiveMetrics(registry),
    jobs: createJobMetrics(registry),
    queues: createQueueMetrics(registry),
    beat: createBeatMetrics(registry),
    providers: createProviderMetrics(registry),
    locks: createLockMetrics(registry),
    pools: createPoolMetrics(registry),
    contentType: registry.contentType,
    read: () => registry.metrics(),
    names: () => registry.getMetricsAsArray().map(({ name }) => name),
  };
}
