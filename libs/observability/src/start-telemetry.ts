import type { LogFields } from './logger';

export interface TelemetryOptions {
  readonly service: string;
  readonly environment: string;
  readonly traceEndpoint: string | undefined;
  readonly sentryDsn: string | undefined;
}

export interface Telemetry {
  /** For the logger: what it logs as an error is reported as well. */
  readonly onError: ((message: string, fields: LogFields) => void) | undefined;
  /** Sends what is left, then ends the process. */
  exit(code: number): void;
}

/** A collector that is away does not keep a process from ending. */
const FLUSH_MS = 3_000;

/** Traces and reports of errors, each on when it has somewhere to go, and not even loaded otherwise. */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { service, environment, traceEndpoint, sentryDsn } = options;
  const reports =
    sentryDsn === undefined
      ? undefined
      : await (
          await import('./errors/start-error-reports')
        ).startErrorReports({ dsn: sentryDsn, service, environment });
  const tracing =
    traceEndpoint === undefined
      ? undefined
      : await (
          await import('./tracing/start-tracing')
        ).startTracing({ endpoint: traceEndpoint, service });
  return {
    onError: reports?.report,
    exit: (code) => {
      setTimeout(() => process.exit(code), FLUSH_MS);
      void Promise.allSettled([reports?.flush(), tracing?.stop()]).then(() => process.exit(code));
    },
  };
}
