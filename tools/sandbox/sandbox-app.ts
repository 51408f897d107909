import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import { injectFaults, type HttpProvider } from './faults/inject-faults';
import { createJournalRouter } from './journal/journal-router';
import { PROVIDERS } from './providers';
import type { SandboxDeps } from './sandbox-deps';
import { createRecordingsRouter } from './recordings/recordings-router';

export interface SandboxParts {
  /** Name of the provider, which is also the first part of its paths. */
  readonly providers: Readonly<Record<Exclude<HttpProvider, 'recordings'>, Router>>;
  readonly control: Router;
}

/** All providers under one roof, each below its own name. */
export function createSandboxApp(deps: SandboxDeps, { providers, control }: SandboxParts): Express {
  const app = express().disable('x-powered-by');
  for (const [name, router] of Object.entries(providers)) {
    app.use(`/${name}`, injectFaults(deps, name as HttpProvider), router);
  }
  app.use('/recordings', injectFaults(deps, 'recordings'), createRecordingsRouter(deps));
  app.use(createJournalRouter(deps.journal, PROVIDERS));
  app.use(control);
  app.use((_request, response) => {
    response.status(404).json({ error: 'the sandbox has nothing here' });
  });
  app.use(lastResort(deps));
  return app;
}

/** Body parsers throw errors with a status of 4xx; anything else is a fault of the sandbox. */
const lastResort =
  ({ journal }: SandboxDeps): ErrorRequestHandler =>
  (error: unknown, request, response, _next) => {
    const { message } = error instanceof Error ? error : { message: String(error) };
    const status = (error as { status?: number }).status ?? 500;
    journal.write({ provider: 'sandbox', direction: 'event', what: request.path, answer: message });
    response.status(status).json({ error: message });
  };
