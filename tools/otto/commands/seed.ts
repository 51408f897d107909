import { performance } from 'node:perf_hooks';
import { InvalidArgumentError, type Command } from 'commander';
import { seedCalls } from '../seed/seed-calls';
import { withServers } from '../servers';

const MAX_COMPANIES = 99;

export function addSeedCommand(program: Command): void {
  program
    .command('seed')
    .description('fills the database with calls and all that belongs to them, to measure with')
    .requiredOption('--calls <number>', 'how many calls, over the last 90 days', count)
    .option('--companies <number>', 'how many companies share them', companyCount, 50)
    .action(seed);
}

async function seed(size: { calls: number; companies: number }): Promise<void> {
  const startedAt = performance.now();
  await withServers(({ sql }) => seedCalls(sql, size));
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(`${size.calls} calls in ${size.companies} companies, in ${seconds.toFixed(1)} s`);
}

function count(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number > 0 && number <= 10_000_000) return number;
  throw new InvalidArgumentError('It must be a whole number from 1 to 10 million.');
}

function companyCount(value: string): number {
  const number = count(value);
  if (number <= MAX_COMPANIES) return number;
  throw new InvalidArgumentError(`There can be ${MAX_COMPANIES} at most.`);
}
