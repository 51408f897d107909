export { currentLogContext, withLogContext, type LogContext } from './context';
export { createLogger, type Logger, type LoggerOptions, type LogFields } from './logger';
export { startTelemetry, type Telemetry } from './start-telemetry';
export { insideSpan, openSpan, withSpan, type OpenSpan } from './tracing/spans';
export { redact } from './redact';
export {
  DEADLINE_MARGIN_MS,
  liveUntilSignal,
  StartError,
  startService,
  type ServiceLife,
} from './service-life';
export { createHealthAnswers, type HealthAnswer, type HealthDeps } from './health/health-answers';
export type { HealthParts, HealthReport } from './health/health-report';
export { startHealthServer } from './health/health-server';
export { createReadiness, type Readiness } from './health/readiness';
export { startWatchdog, type Watchdog } from './health/watchdog';
export { createMetrics, type Metrics } from './metrics/create-metrics';
export type { EndedAttempt } from './metrics/job-metrics';
export type { QueueState } from './metrics/queue-metrics';
export type { SettledTick } from './metrics/beat-metrics';
