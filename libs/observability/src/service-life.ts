import { inspect } from 'node:util';
import { collectGarbageWhenIdle } from './idle-garbage';
import type { Logger } from './logger';
import { redact } from './redact';

/** Time beyond the drain time until a process that does not end is ended. */
export const DEADLINE_MARGIN_MS = 5_000;

export interface ServiceLife {
  readonly logger: Logger;
  /** How long stop() may take on purpose; 5 s more and the process exits 1. */
  readonly drainMs: number;
  /** Ends the service in order. */
  readonly stop: () => Promise<void>;
  /** Ends the process; telemetry's says first what is still to be told. */
  readonly exit?: (code: number) => void;
}

/**
 * Ends the process well: SIGTERM or SIGINT runs stop() and exits 0, a second signal exits at once,
 * a stop() that hangs or fails exits 1, and so does an error that nobody caught.
 */
export function liveUntilSignal(life: ServiceLife): void {
  const { logger, drainMs, stop, exit = process.exit } = life;
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isStopping) {
      logger.warn('second signal: exiting at once', { signal });
      process.exit(1);
    }
    isStopping = true;
    logger.info('stopping', { signal });
    setTimeout(() => {
      logger.error('the service did not stop in time');
      exit(1);
    }, drainMs + DEADLINE_MARGIN_MS).unref();
    stop().then(
      () => {
        logger.info('stopped');
        exit(0);
      },
      (error: unknown) => {
        logger.error('stopping failed', { error });
        exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  process.on('uncaughtException', (error) => exitOn('uncaught exception', error));
  process.on('unhandledRejection', (error) => exitOn('unhandled rejection', error));

  function exitOn(what: string, error: unknown): void {
    logger.error(what, { error });
    exit(1);
  }
}

/** Why a service cannot start, in words that need no stack trace. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

const PLAIN_WORDS = ['ConfigError', 'StartError'];

/** Runs a service's main; what stops it from starting is told in plain words, with exit code 1. */
export function startService(main: () => Promise<void>): void {
  main().then(collectGarbageWhenIdle, (error: unknown) => {
    const isExpected = error instanceof Error && PLAIN_WORDS.includes(error.name);
    // There may be no logger yet, and a line for people is what helps here.
    process.stderr.write(`${redact(isExpected ? error.message : inspect(error))}\n`);
    process.exit(1);
  });
}
