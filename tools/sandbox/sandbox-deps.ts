import type { Background } from './background';
import type { CompleteConfig } from './config';
import type { Journal } from './journal/journal';
import type { Recordings } from './recordings/recordings';

/** What every provider of the sandbox is built from. */
export interface SandboxDeps {
  readonly config: CompleteConfig;
  readonly journal: Journal;
  readonly background: Background;
  readonly recordings: Recordings;
  readonly urls: SandboxUrls;
  now(): Date;
}

/** Functions, because the port is known after listening and specs may move the target. */
export interface SandboxUrls {
  sandbox(): string;
  web(): string;
}
