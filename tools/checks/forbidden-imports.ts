import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import type { Check } from './check';
import { projectGraph } from './project-graph';
import { workspaceRoot } from './source-files';

interface Fixture {
  readonly file: string;
  readonly code: string;
  /** The rule that must refuse the code; none when it must be accepted. */
  readonly refusedBy: string | null;
}

const boundaries = '@nx/enforce-module-boundaries';
const imports = (from: string) => `import * as imported from '${from}';\nexport { imported };\n`;
const refused = (file: string, from: string): Fixture => ({
  file,
  code: imports(from),
  refusedBy: boundaries,
});
const accepted = (file: string, from: string): Fixture => ({
  file,
  code: imports(from),
  refusedBy: null,
});

const fixtures: readonly Fixture[] = [
  refused('apps/web/src/fixture.ts', '../../worker/src/main'),
  refused('apps/worker/src/fixture.ts', '../../beat/src/main'),
  refused('apps/beat/src/fixture.ts', '@otto/domain'),
  refused('apps/beat/src/fixture.ts', '@otto/integrations'),
  refused('apps/web/src/fixture.ts', '@otto/testkit'),
  refused('apps/web/src/fixture.ts', '@prisma/client'),
  refused('libs/domain/src/fixture.ts', 'express'),
  refused('libs/domain/src/fixture.ts', 'bee-queue'),
  refused('libs/domain/src/fixture.ts', '@prisma/client'),
  refused('libs/domain/src/fixture.ts', '@otto/testkit'),
  refused('libs/db/src/fixture.ts', '@otto/domain'),
  refused('libs/db/src/fixture.ts', '@otto/queues'),
  refused('libs/queues/src/fixture.ts', '@otto/domain'),
  refused('libs/queues/src/fixture.ts', '@otto/integrations'),
  refused('libs/integrations/src/fixture.ts', 'bee-queue'),
  refused('libs/integrations/src/fixture.ts', '@otto/db'),
  refused('libs/config/src/fixture.ts', 'express'),
  refused('libs/config/src/fixture.ts', '@otto/db'),
  refused('libs/observability/src/fixture.ts', '@otto/queues'),
  refused('libs/domain/src/fixture.ts', '../../db/src/database'),
  refused('tools/fixture.ts', '../apps/web/src/app'),
  {
    file: 'libs/domain/src/fixture.ts',
    code: imports('@otto/db/repositories'),
    refusedBy: 'no-restricted-imports',
  },
  {
    file: 'libs/domain/src/fixture.ts',
    code: 'export const url = process.env.DATABASE_URL;\n',
    refusedBy: 'no-restricted-properties',
  },
  {
    file: 'libs/domain/src/fixture.ts',
    code: 'export const count = (database: { asSystem(fn: unknown): unknown }) => database.asSystem(0);\n',
    refusedBy: 'otto/system-transactions',
  },
  {
    file: 'apps/web/src/fixture.ts',
    code: 'export const take = ({ asSystem }: { asSystem: unknown }) => asSystem;\n',
    refusedBy: 'otto/system-transactions',
  },
  {
    file: 'apps/web/src/fixture.ts',
    code: imports('./testing/spec-app'),
    refusedBy: 'no-restricted-imports',
  },
  accepted('apps/web/src/fixture.ts', '@otto/domain'),
  accepted('apps/web/src/fixture.spec.ts', '@otto/testkit'),
  accepted('apps/beat/src/fixture.ts', '@otto/queues'),
  accepted('libs/domain/src/fixture.ts', '@otto/db'),
  accepted('libs/queues/src/fixture.ts', '@otto/db/sql'),
];

/** A boundary that nothing tests is a boundary that a config change can open unnoticed. */
export const forbiddenImports: Check = {
  name: 'a forbidden import fails, an allowed one does not',
  run: async () => {
    await projectGraph();
    const eslint = new ESLint({
      cwd: workspaceRoot,
      // The fixtures exist in memory only, so no TypeScript program has them.
      overrideConfig: [
        {
          ...tseslint.configs.disableTypeChecked,
          languageOptions: { parserOptions: { project: false } },
        },
      ],
    });
    const problems: string[] = [];
    for (const fixture of fixtures) problems.push(...(await judge(eslint, fixture)));
    return problems;
  },
};

async function judge(eslint: ESLint, { file, code, refusedBy }: Fixture): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  const rules = (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
  const [line = ''] = code.split('\n');
  if (refusedBy === null) {
    return rules.map((rule) => `${rule} refuses in ${file}: ${line}`);
  }
  return rules.includes(refusedBy) ? [] : [`${refusedBy} accepts in ${file}: ${line}`];
}
