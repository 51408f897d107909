import type { Server } from 'node:http';
import type { Logger } from '@otto/observability';

const SWEEP_MS = 100;

export interface ShutdownDeps {
  readonly server: Server;
  /** Whatever must happen before the doors close, at once. */
  readonly before: () => void;
  /** Closed in this order once nobody is being served any more. */
  readonly close: readonly (() => Promise<unknown>)[];
  /** After this the process ends whatever is still under way. */
  readonly drainMs: number;
  readonly logger: Logger;
  readonly exit: (code: number) => void;
}

/** A function to call for every SIGTERM and SIGINT: the first drains, a second one ends at once. */
export function createShutdown(deps: ShutdownDeps): (signal: string) => void {
  let isStopping = false;
  return (signal) => {
    if (isStopping) return deps.exit(1);
    isStopping = true;
    deps.logger.info('stopping', { signal });
    const deadline = setTimeout(() => {
      deps.logger.error('not drained in time', { drainMs: deps.drainMs });
      deps.exit(1);
    }, deps.drainMs);
    deadline.unref();
    drain(deps).then(
      () => deps.exit(0),
      (error: unknown) => {
        deps.logger.error('stopping failed', { error });
        deps.exit(1);
      },
    );
  };
}

async function drain({ server, before, close, logger }: ShutdownDeps): Promise<void> {
  before();
  await closeServer(server);
  for (const step of close) await step();
  logger.info('stopped');
}

/** Requests under way are answered; their connections, kept alive, are closed as soon as they idle. */
async function closeServer(server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearInterval(sweep);
}
