import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { variables } from '@otto/config';
import { z } from 'zod';
import type { Check } from './check';
import { workspaceRoot } from './source-files';

const file = path.join(workspaceRoot, '.env.example');

/** `.env.example` says what libs/config reads, no more and no less. */
export const envExample: Check = {
  name: '.env.example matches the variables of libs/config',
  run: async () => compareEnvExample(await readFile(file, 'utf8'), renderEnvExample(variables)),
};

export async function writeEnvExample(): Promise<void> {
  await writeFile(file, renderEnvExample(variables));
}

/** Required variables stand ready to be filled in; the others are comments that show the default. */
export function renderEnvExample(table: Readonly<Record<string, z.ZodType>>): string {
  const entries = Object.entries(table).map(([name, schema]) => {
    const fallback = defaultOf(schema);
    const line = schema.safeParse(undefined).success ? `# ${name}=${fallback}` : `${name}=`;
    return `# ${schema.description ?? ''}\n${line}\n`;
  });
  return `${header}\n${entries.join('\n')}`;
}

const header = `# Written by: npx tsx tools/checks/main.ts --write-env-example
# Every variable that Otto reads. Required ones are left empty; the others show their default.
`;

function defaultOf(schema: z.ZodType): string {
  if (!(schema instanceof z.ZodDefault)) return '';
  const value = schema.def.defaultValue;
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? '' : `${value as string | number | boolean}`;
}

export function compareEnvExample(found: string, wanted: string): string[] {
  const [has, needs] = [variableLines(found), variableLines(wanted)];
  const problems = [
    ...[...needs.keys()].filter((name) => !has.has(name)).map((name) => `${name} is missing`),
    ...[...has.keys()]
      .filter((name) => !needs.has(name))
      .map((name) => `${name} is not read by Otto`),
  ];
  if (problems.length === 0 && found !== wanted)
    problems.push('a description or default is out of date');
  return problems.map((problem) => `.env.example: ${problem}`);
}

function variableLines(text: string): Map<string, string> {
  const matches = text.matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=(.*)$/gm);
  return new Map([...matches].map(([, name = '', value = '']) => [name, value]));
}
