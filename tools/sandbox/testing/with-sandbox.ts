import type { SandboxConfig } from '../config';
import { startSandbox, type Sandbox } from '../start-sandbox';
import { createReceivingServer, type ReceivingServer } from './receiving-server';
import { testConfig } from './test-config';

export interface TestBed {
  sandbox: Sandbox;
  web: ReceivingServer;
}

/** A sandbox and a web service to receive its webhooks, for each test of a spec. */
export function useSandbox(
  changes: Parameters<typeof testConfig>[1] = {},
  adjust: (config: SandboxConfig) => SandboxConfig = (config) => config,
): TestBed {
  const bed = {} as TestBed;
  beforeEach(async () => {
    bed.web = await createReceivingServer();
    bed.sandbox = await startSandbox(adjust(testConfig(bed.web.url, changes)));
  });
  afterEach(async () => {
    await bed.sandbox.close();
    await bed.web.close();
  });
  return bed;
}
