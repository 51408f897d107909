import type { Background } from './background';
import type { CompleteConfig } from './config';
import type { Faults } from './faults/faults';
import type { Overtaking } from './faults/overtaking';
import type { Journal } from './journal/journal';
import type { Outbox } from './outbox/outbox';
import type { Recordings } from './recordings/recordings';

/** What every provider of the sandbox is built from. */
export interface SandboxDeps {
  readonly config: CompleteConfig;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly overtaking: Overtaking;
  readonly outbox: Outbox;
  readonly background: Background;
  readonly recordings: Recordings;
  readonly urls: SandboxUrls;
  now(): Date;
}

/** Functions, because the port is known after listening and specs may move the target. */
export interface SandboxUrls {
  sandbox(): string;
  /** Where webhooks are really posted. */
  web(): string;
  /** What the providers were told to be web's address, and sign for. */
  public(): string;
}
