import { Writable } from 'node:stream';
import { createLogger, type Logger, type LogFields, type LoggerOptions } from '@otto/observability';
import { collect } from './collected';

/**
 * The logger of a service at every level, for use cases in specs. It prints nothing: its lines go
 * to the logs that `npm test` searches for personal data. `onLog` gets them before redaction.
 */
export function createSpecLogger(
  onLog: (level: LoggerOptions['level'], message: string, fields: LogFields) => void = () =>
    undefined,
): Logger {
  const output = new Writable({
    decodeStrings: false,
    write: (line: string, _encoding, done) => {
      collect('spec-logger', line);
      done();
    },
  });
  const logger = createLogger({ service: 'spec', level: 'debug', format: 'json', output });
  const at =
    (level: LoggerOptions['level']): Logger['info'] =>
    (message, fields = {}) => {
      logger[level](message, fields);
      onLog(level, message, fields);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
