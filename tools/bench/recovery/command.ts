import type { Command } from 'commander';
import { printJson } from '../../otto/table';
import { createProgress } from '../harness/progress';
import { startServers } from '../harness/servers';
import { untilInterrupted } from '../harness/until-interrupted';
import { isMet, reportText } from './goals';
import { runRecoveryBench } from './run';

interface RecoveryOptions {
  readonly json?: boolean;
  readonly rate: number;
  readonly seconds: number;
}

export function addRecoveryBench(program: Command): void {
  program
    .command('recovery')
    .description('how soon a missed caller is texted, through the built web, worker and beat')
    .option('--json', 'print the results as JSON')
    .option('--rate <number>', 'missed calls a minute', Number, 200)
    .option('--seconds <number>', 'how long they come in', Number, 60)
    .action(measure);
}

async function measure({ json, rate, seconds }: RecoveryOptions): Promise<void> {
  const progress = createProgress();
  const servers = await startServers(process.env, progress);
  try {
    const run = runRecoveryBench({ servers, settings: { rate, seconds }, progress });
    const figures = await untilInterrupted(run);
    if (json) printJson(figures);
    else console.log(reportText(figures));
    if (!isMet(figures)) process.exitCode = 1;
  } finally {
    await servers.stop();
  }
}
