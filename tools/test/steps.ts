import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface Step {
  readonly name: string;
  /** Completes "npm test …". */
  readonly does: string;
  /** A program of node_modules/.bin and its arguments. */
  readonly command: readonly [program: string, ...args: string[]];
  /** Made anew, empty, before the step. */
  readonly folder?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export const workspaceRoot = path.resolve(__dirname, '../..');

/** Where jest leaves its numbers. */
export const specResults = path.join(workspaceRoot, '.nx', 'spec-results.json');

/** What the processes of the last run of the specs have logged. */
export const testLogs = path.join(workspaceRoot, '.nx', 'test-logs');

/**
 * What `npm test` does, in order: what fails fast comes early. Lint and types are one process each
 * for the whole tree, several times faster than Nx's one a project; `checks` must come before
 * `lint`, since it computes the project graph that the boundary rule reads.
 */
export function testSteps(): readonly Step[] {
  return [
    { name: 'generate', does: 'writes the Prisma client', command: ['nx', 'run', 'db:generate'] },
    {
      name: 'format',
      does: 'checks the formatting',
      command: ['prettier', '--check', '--log-level', 'warn', '.'],
    },
    {
      name: 'checks',
      does: 'checks boundaries, tags, .env.example and file lengths',
      command: ['tsx', 'tools/checks/main.ts'],
    },
    { name: 'typecheck', does: 'type-checks everything', command: ['tsc', '--noEmit', '-p', '.'] },
    { name: 'lint', does: 'lints everything, with types', command: ['eslint', '--quiet', '.'] },
    {
      name: 'build',
      does: 'builds the three apps',
      command: ['nx', 'run-many', '-t', 'build', '--outputStyle', 'static'],
    },
    {
      name: 'specs',
      does: 'runs all specs on real PostgreSQL and Redis',
      command: [
        'jest',
        '--maxWorkers=2',
        '--json',
        `--outputFile=${specResults}`,
        '--projects',
        ...projectsWithSpecs(),
      ],
      folder: testLogs,
      env: {
        OTTO_TEST_LOGS: testLogs,
        NODE_OPTIONS: `--require ${JSON.stringify(path.join(__dirname, 'logs/tee-output.cjs'))}`,
      },
    },
    {
      name: 'logs',
      does: 'looks for phones, e-mail addresses and texts in all that the specs have logged',
      command: ['tsx', 'tools/test/logs/main.ts'],
    },
  ];
}

function projectsWithSpecs(): string[] {
  const roots = ['apps', 'libs'].flatMap((folder) =>
    readdirSync(path.join(workspaceRoot, folder)).map((name) => `${folder}/${name}`),
  );
  return [...roots, 'tools'].filter((root) =>
    existsSync(path.join(workspaceRoot, root, 'jest.config.cjs')),
  );
}
