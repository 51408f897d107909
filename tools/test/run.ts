/** `npm test`: everything that must hold, on servers that it starts itself. */
import { readFile, rm } from 'node:fs/promises';
import { Command } from 'commander';
import { closingLine, timeTable, type SpecCounts } from './report';
import { runStep, type StepResult } from './run-step';
import { specResults, testSteps, type Step } from './steps';

const steps = testSteps();

async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('npm test --')
    .description('Runs every check and every spec; stops at the first step that fails.')
    .option('--only <steps>', 'only these steps, separated by commas')
    .addHelpText('after', `\nSteps, in order:\n${stepList()}`);
  const { only } = program.parse(argv, { from: 'user' }).opts<{ only?: string }>();
  const chosen = chooseSteps(only);
  if (!chosen) return program.error(`--only takes: ${steps.map(({ name }) => name).join(', ')}`);

  await rm(specResults, { force: true });
  const results: StepResult[] = [];
  for (const step of chosen) {
    console.log(`\n▶ ${step.name}: ${step.does}`);
    const result = await runStep(step);
    console.log(`${result.ok ? '✓' : '✗'} ${step.name} (${result.seconds.toFixed(1)} s)`);
    results.push(result);
    if (!result.ok) break;
  }
  const failed = results.find(({ ok }) => !ok);
  if (failed) process.exitCode = 1;
  console.log(`\n${timeTable(results)}\n`);
  if (failed) console.log(`${failed.name} failed; nothing after it was run.`);
  const counts = await readCounts();
  if (counts) console.log(closingLine(counts));
}

function chooseSteps(only: string | undefined): readonly Step[] | undefined {
  if (only === undefined) return steps;
  const names = only.split(',').map((name) => name.trim());
  const known = names.every((name) => steps.some((step) => step.name === name));
  return known ? steps.filter(({ name }) => names.includes(name)) : undefined;
}

const stepList = () => steps.map(({ name, does }) => `  ${name.padEnd(10)} ${does}`).join('\n');

async function readCounts(): Promise<SpecCounts | undefined> {
  const text = await readFile(specResults, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as SpecCounts);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
