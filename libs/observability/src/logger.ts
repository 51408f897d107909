import { createLogger as createWinston, format, transports } from 'winston';
import { currentLogContext } from './context';
import { redact } from './redact';

export type LogFields = Readonly<Record<string, unknown>>;

export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export interface LoggerOptions {
  readonly service: string;
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  /** `json` for machines, `text` for people. */
  readonly format: 'json' | 'text';
  /** Told of every error that is logged, with its fields as they are. */
  readonly onError?: ((message: string, fields: LogFields) => void) | undefined;
  /** Standard output by default. */
  readonly output?: NodeJS.WritableStream;
}

/** Logs to `output`, each line with the current context and without personal data. */
export function createLogger(options: LoggerOptions): Logger {
  const write = options.format === 'json' ? jsonLine : textLine;
  const winston = createWinston({
    level: options.level,
    format: format.combine(
      format.timestamp(),
      format.printf((info) => redact(write({ service: options.service, ...info }))),
    ),
    transports: [
      options.output ? new transports.Stream({ stream: options.output }) : new transports.Console(),
    ],
  });
  const at =
    (level: LoggerOptions['level']) =>
    (message: string, fields: LogFields = {}) => {
      // winston itself drops a line only after it has been put together.
      if (!winston.isLevelEnabled(level)) return;
      winston.log(level, message, { ...currentLogContext(), ...plain(fields) });
    };
  const logError = at('error');
  const error: Logger['error'] = (message, fields = {}) => {
    logError(message, fields);
    options.onError?.(message, fields);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error };
}

/** Errors do not survive JSON.stringify; what is worth keeping of one is spelled out here. */
function plain(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? describe(value) : value,
    ]),
  );
}

function describe(error: Error): Record<string, unknown> {
  return {
    name: error.name,
    message: error.message,
    ...('code' in error ? { code: error.code } : {}),
    stack: error.stack
      ?.split('\n')
      .slice(1, 8)
      .map((line) => line.trim()),
    ...(error.cause instanceof Error ? { cause: describe(error.cause) } : {}),
  };
}

function jsonLine(entry: Record<string, unknown>): string {
  return JSON.stringify(entry);
}

function textLine({
  timestamp,
  level,
  message,
  service,
  ...rest
}: Record<string, unknown>): string {
  const fields = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const time = String(timestamp).slice(11, 23);
  return [
    time,
    String(level).toUpperCase().padEnd(5),
    `${String(service)}:`,
    String(message),
    ...fields,
  ].join(' ');
}
