import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { createBackground, type Background } from './background';
import type { SimulatedCall } from './callrail/simulated-call';
import type { TokenRequest } from './clerk/issue-token';
import { completeConfig, type CompleteConfig, type SandboxConfig } from './config';
import { simulateCallSchema, type SimulateCallInput } from './control/simulate-schema';
import { createProviders } from './create-providers';
import { endpointsOf } from './endpoints';
import { faultSchema, type FaultInput } from './faults/fault-schema';
import { createFaults, type PlannedFault } from './faults/faults';
import { createOvertaking } from './faults/overtaking';
import { createJournal, type Journal } from './journal/journal';
import { createOutbox, type Outbox } from './outbox/outbox';
import { createRecordings } from './recordings/recordings';
import { createSandboxApp } from './sandbox-app';
import type { SandboxDeps, SandboxUrls } from './sandbox-deps';
import type { ShunyaSwitches } from './shunya/options';
import { createSmtpCatcher, type SmtpCatcher } from './smtp/smtp-catcher';

export type { SandboxConfig } from './config';

export interface Sandbox {
  readonly url: string;
  readonly port: number;
  readonly journal: Journal;
  readonly outbox: Outbox;
  /** Otto's variables that lead here. */
  readonly endpoints: ReturnType<typeof endpointsOf>;
  readonly shunya: ShunyaSwitches;
  addFault(fault: FaultInput): PlannedFault;
  clearFaults(): void;
  simulateCall(request: SimulateCallInput): SimulatedCall[];
  /** Null for a user that no company of the config has. */
  issueToken(request: TokenRequest): string | null;
  /** From now on webhooks go to this web service. */
  pointAt(webUrl: string): void;
  close(): Promise<void>;
}

/** Starts all providers on one port, of the loopback interface by default, and mail on another. */
export async function startSandbox(
  input: SandboxConfig,
  now: () => Date = () => new Date(),
): Promise<Sandbox> {
  const config = completeConfig(input);
  const target = { webUrl: config.webUrl };
  const server = createServer();
  const deps = createDeps(config, now, {
    sandbox: () => withoutSlash(config.selfUrl ?? `http://127.0.0.1:${portOf(server)}`),
    web: () => withoutSlash(target.webUrl),
    public: () => withoutSlash(config.publicUrl ?? target.webUrl),
  });
  const mail = createSmtpCatcher(deps);
  const endpoints = () =>
    endpointsOf(deps.urls.sandbox(), {
      smtpPort: mail.port(),
      clerkSecretKey: config.clerk.secretKey,
    });
  const parts = createProviders({ ...deps, endpoints });
  server.on('request', createSandboxApp(deps, parts));
  await listen(server, config);
  // One must not stay behind alone when the port of the other is taken.
  await mail.listen().catch(async (error: unknown) => {
    await close(server);
    throw error;
  });
  let closing: Promise<void> | null = null;
  return {
    url: deps.urls.sandbox(),
    port: portOf(server),
    journal: deps.journal,
    outbox: deps.outbox,
    endpoints: endpoints(),
    shunya: parts.switches,
    addFault: (fault) => deps.faults.add(faultSchema.parse(fault)),
    clearFaults: () => deps.faults.clear(),
    simulateCall: (request) => parts.simulate(simulateCallSchema.parse(request)),
    issueToken: parts.issueToken,
    pointAt: (webUrl) => void (target.webUrl = webUrl),
    // Work first: what still runs must not take the end of the server for an answer.
    close: () => (closing ??= end(deps.background, mail, server)),
  };
}

function createDeps(config: CompleteConfig, now: () => Date, urls: SandboxUrls): SandboxDeps {
  const journal = createJournal(now);
  const background = createBackground((error) => {
    const what = 'fault';
    journal.write({ provider: 'sandbox', direction: 'event', what, answer: String(error) });
  });
  return {
    config,
    journal,
    background,
    urls,
    now,
    recordings: createRecordings(),
    faults: createFaults(),
    overtaking: createOvertaking(),
    outbox: createOutbox(now),
  };
}

async function end(background: Background, mail: SmtpCatcher, server: Server): Promise<void> {
  await background.close();
  await Promise.all([mail.close(), close(server)]);
}

const withoutSlash = (url: string) => url.replace(/\/+$/, '');

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function listen(
  server: Server,
  { port, host }: Pick<CompleteConfig, 'port' | 'host'>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
