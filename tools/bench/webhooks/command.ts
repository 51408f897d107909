import type { Command } from 'commander';
import { printJson } from '../../otto/table';
import { createProgress } from '../harness/progress';
import { startServers } from '../harness/servers';
import { untilInterrupted } from '../harness/until-interrupted';
import { reportJson } from './report/json';
import { reportText } from './report/text';
import { runWebhooksBench, type Settings } from './run';

interface WebhooksOptions {
  readonly json?: boolean;
  readonly quick?: boolean;
  readonly rounds: number;
  readonly n?: number;
}

const HELP = `
Drives signed webhooks of CallRail and Shunya, each with an id of its own, against the built web
service (dist/apps/web, one process; build it first), and in the same run two things to compare
with: plain pg committing single rows over 32 connections, and a plain Express handler that does
prisma.create and a bee-queue save. A run in which rows stored and answers differ ends with an
error. It starts its own PostgreSQL and Redis unless DATABASE_URL and REDIS_URL are given; give it
a database of its own then, because it empties deliveries and jobs.`;

export function addWebhooksBench(program: Command): void {
  program
    .command('webhooks')
    .description('the intake of webhooks against plain inserts and a plain handler')
    .option('--json', 'print the results as JSON')
    .option('--quick', 'a smoke test: one round of a tenth of the webhooks')
    .option('--rounds <number>', 'how often each is measured; the median counts', Number, 3)
    .option('--n <webhooks>', 'webhooks of a drive for each connection (500)', Number)
    .addHelpText('after', HELP)
    .action(measure);
}

async function measure(options: WebhooksOptions): Promise<void> {
  const { quick = false, n = quick ? 50 : 500 } = options;
  const settings: Settings = {
    connections: [1, 32],
    amount: n,
    leastAmount: Math.min(n * 4, 2_000),
    rounds: quick ? 1 : options.rounds,
  };
  const progress = createProgress();
  const servers = await startServers(process.env, progress);
  try {
    const figures = await untilInterrupted(runWebhooksBench({ servers, settings, progress }));
    if (options.json) printJson(reportJson(figures, settings, servers.settings));
    else console.log(reportText(figures, settings));
  } finally {
    await servers.stop();
  }
}
