import type { Metrics } from '../metrics/create-metrics';
import { reportHealth, type HealthParts } from './health-report';
import type { Readiness } from './readiness';

export interface HealthAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface HealthDeps {
  readonly service: string;
  readonly readiness: Readiness;
  readonly parts: HealthParts;
  readonly metrics: Pick<Metrics, 'contentType' | 'read'>;
}

const json = (status: number, value: unknown): HealthAnswer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

/**
 * The answers that every service gives about itself, by path; undefined for any other path. A
 * process that answers lives; it is ready when what it needs answers; a degraded one says where.
 */
export function createHealthAnswers(deps: HealthDeps) {
  const { service, readiness, parts, metrics } = deps;
  const answers: Readonly<Record<string, () => Promise<HealthAnswer>>> = {
    '/health': async () => json(200, { status: 'healthy' }),
    '/health/live': async () => json(200, { status: 'healthy' }),
    '/health/ready': async () =>
      (await readiness.isReady())
        ? json(200, { status: 'ready' })
        : json(503, { status: 'not_ready' }),
    '/health/detailed': async () => {
      const report = await reportHealth(service, parts);
      const shown = readiness.isStopping() ? { ...report, status: 'stopping' } : report;
      return json(shown.status === 'healthy' ? 200 : 503, shown);
    },
    '/metrics': async () => ({
      status: 200,
      type: metrics.contentType,
      body: await metrics.read(),
    }),
  };
  return (path: string): Promise<HealthAnswer> | undefined => answers[path]?.();
}
