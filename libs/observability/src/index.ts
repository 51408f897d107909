export { currentLogContext, withLogContext, type LogContext } from './context';
export { createLogger, type Logger, type LoggerOptions, type LogFields } from './logger';
export { redact } from './redact';
export { liveUntilSignal, StartError, startService, type ServiceLife } from './service-life';
