import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line and every job of one request or job carries. */
export interface LogContext {
  readonly traceId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly companyId?: string | undefined;
  readonly jobId?: string | undefined;
  readonly task?: string | undefined;
}

const storage = new AsyncLocalStorage<LogContext>();

/** Runs fn with `fields` added to the context of whoever called. */
export function withLogContext<T>(fields: LogContext, fn: () => T): T {
  return storage.run({ ...storage.getStore(), ...fields }, fn);
}

export function currentLogContext(): LogContext {
  return storage.getStore() ?? {};
}
