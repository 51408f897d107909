import type { LocalServer } from '../server/local-server';

interface TestRun {
  readonly dir: string;
  /** Null where the run uses a server that somebody else started. */
  readonly postgres: LocalServer | null;
}

// Jest loads its setup and its teardown apart from each other; this is where they meet.
const shared = globalThis as { ottoTestRun?: TestRun };

export function setTestRun(run: TestRun): void {
  shared.ottoTestRun = run;
}

export function takeTestRun(): TestRun | undefined {
  const run = shared.ottoTestRun;
  delete shared.ottoTestRun;
  return run;
}
