import { currentLogContext } from '../context';
import type { LogFields } from '../logger';
import { redact } from '../redact';
import { StartError } from '../service-life';

export interface ErrorReports {
  /** Sends what was logged as an error. */
  report(message: string, fields: LogFields): void;
  /** Waits until what was reported is sent, 2 s at most. */
  flush(): Promise<void>;
}

export interface ErrorReportOptions {
  readonly dsn: string;
  readonly service: string;
  readonly environment: string;
}

const FLUSH_MS = 2_000;
const SEND_MS = 5_000;

/** Loads Sentry's core and reports to it; every event leaves without personal data. */
export async function startErrorReports(options: ErrorReportOptions): Promise<ErrorReports> {
  const { dsn, service, environment } = options;
  const [core, server] = await Promise.all([import('@sentry/core'), import('@sentry/core/server')]);
  const client = new server.ServerRuntimeClient({
    dsn,
    environment,
    serverName: service,
    platform: 'node',
    runtime: { name: 'node', version: process.version },
    integrations: [],
    stackParser: core.createStackParser(server.nodeStackLineParser()),
    transport: (transport) =>
      core.createTransport(transport, async ({ body }) => {
        const signal = AbortSignal.timeout(SEND_MS);
        const answer = await fetch(transport.url, {
          method: 'POST',
          body: typeof body === 'string' ? body : Buffer.from(body),
          signal,
          ...(transport.headers ? { headers: transport.headers } : {}),
        });
        await answer.arrayBuffer();
        const limits = {
          'x-sentry-rate-limits': answer.headers.get('x-sentry-rate-limits'),
          'retry-after': answer.headers.get('retry-after'),
        };
        return { statusCode: answer.status, headers: limits };
      }),
    beforeSend: (event) => redactTexts(event),
  });
  if (!client.getDsn()) throw new StartError('SENTRY_DSN is not the DSN of a Sentry project');
  client.init();
  return {
    report: (message, { error, ...fields }) => {
      const scope = new core.Scope();
      scope.setTags({ service, ...currentLogContext() });
      scope.setExtras({ log: message, ...fields });
      if (error instanceof Error) client.captureException(error, undefined, scope);
      else client.captureMessage(message, 'error', undefined, scope);
    },
    flush: async () => void (await client.flush(FLUSH_MS)),
  };
}

/** Every text of a plain value without personal data. */
function redactTexts<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'string' ? redact(part) : part,
    ),
  ) as T;
}
