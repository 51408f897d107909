import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { createBackground } from './background';
import { createCallBook } from './callrail/call-book';
import { createCallerNumbers } from './callrail/caller-numbers';
import { createCallrailProvider } from './callrail/callrail-provider';
import type { SimulatedCall } from './callrail/simulated-call';
import { createClerkProvider } from './clerk/clerk-provider';
import { createTokenIssuer, type TokenRequest } from './clerk/issue-token';
import { createSigningKey } from './clerk/signing-key';
import { completeConfig, type SandboxConfig } from './config';
import { createControlRouter } from './control/control-router';
import { createSimulator } from './control/simulate';
import { simulateCallSchema, type SimulateCallInput } from './control/simulate-schema';
import { createJournal, type Journal } from './journal/journal';
import { createRecordings } from './recordings/recordings';
import { createSandboxApp } from './sandbox-app';
import type { SandboxDeps } from './sandbox-deps';
import { createShunyaSwitches, type ShunyaSwitches } from './shunya/options';
import { createShunyaCalls } from './shunya/shunya-calls';
import { createShunyaProvider } from './shunya/shunya-provider';

export type { SandboxConfig } from './config';

export interface Sandbox {
  readonly url: string;
  readonly port: number;
  readonly journal: Journal;
  readonly shunya: ShunyaSwitches;
  simulateCall(request: SimulateCallInput): SimulatedCall[];
  /** Null for a user that no company of the config has. */
  issueToken(request: TokenRequest): string | null;
  /** From now on webhooks go to this web service. */
  pointAt(webUrl: string): void;
  close(): Promise<void>;
}

/** Starts all providers on one port of the loopback interface. */
export async function startSandbox(input: SandboxConfig): Promise<Sandbox> {
  const config = completeConfig(input);
  const now = () => new Date();
  const journal = createJournal(now);
  const background = createBackground((error) => {
    journal.write({
      provider: 'sandbox',
      direction: 'event',
      what: 'fault',
      answer: String(error),
    });
  });
  const target = { webUrl: config.webUrl };
  const server = createServer();
  const urls = {
    sandbox: () => `http://127.0.0.1:${portOf(server)}`,
    web: () => target.webUrl.replace(/\/+$/, ''),
  };
  const deps = { config, journal, background, recordings: createRecordings(), urls, now };
  const parts = createParts(deps);
  server.on('request', createSandboxApp(deps, parts));
  await listen(server, config.port);
  let closing: Promise<void> | null = null;
  return {
    url: urls.sandbox(),
    port: portOf(server),
    journal,
    shunya: parts.switches,
    simulateCall: (request) => parts.simulate(simulateCallSchema.parse(request)),
    issueToken: parts.issueToken,
    pointAt: (webUrl) => void (target.webUrl = webUrl),
    // Work first: what still runs must not take the end of the server for an answer.
    close: () => (closing ??= background.close().then(() => close(server))),
  };
}

function createParts(deps: SandboxDeps) {
  const calls = createCallBook();
  const shunyaCalls = createShunyaCalls(deps.now);
  const switches = createShunyaSwitches(deps.config.shunya);
  const signingKey = createSigningKey(deps.config.clerk.privateKeyPem);
  const simulate = createSimulator({ ...deps, calls, nextCaller: createCallerNumbers() });
  const issueToken = createTokenIssuer(deps, signingKey);
  return {
    switches,
    simulate,
    issueToken,
    providers: {
      callrail: createCallrailProvider({ ...deps, calls }),
      shunya: createShunyaProvider({ ...deps, shunyaCalls, switches }),
      clerk: createClerkProvider({ ...deps, signingKey }),
    },
    control: createControlRouter({ calls, shunyaCalls, switches, simulate, issueToken }),
  };
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
