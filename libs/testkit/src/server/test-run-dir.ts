import os from 'node:os';
import path from 'node:path';

export const TEST_RUN_DIR = 'OTTO_TEST_RUN_DIR';

/** The folder of this test run; the global setup makes it and the teardown removes it. */
export function testRunDir(): string {
  return process.env[TEST_RUN_DIR] ?? os.tmpdir();
}

/** What the names of this run's databases start with. */
export function testDatabasePrefix(): string {
  return `otto_test_${path.basename(testRunDir()).slice(-6)}_`;
}
