import type { Command } from 'commander';
import { printJson } from '../../otto/table';
import { describeHost } from '../harness/describe-host';
import { createProgress } from '../harness/progress';
import { startServers } from '../harness/servers';
import { untilInterrupted } from '../harness/until-interrupted';
import { allMet, judgeGoals } from './goals';
import { reportText } from './report';
import { runSocketsBench, type Settings } from './run';

interface SocketsOptions extends Settings {
  readonly json?: boolean;
}

const HELP = `
Opens WebSockets at the built web service (dist/apps/web, one process; build it first), signed in
over several tenants, and publishes events to one tenant after the other from another process. Each
process needs a file for each socket: with less than ${2_200} in \`ulimit -n\`, raise it first. A goal that
is missed ends with exit code 1.`;

export function addSocketsBench(program: Command): void {
  program
    .command('sockets')
    .description('live events to many WebSockets of one web process, and what each of them takes')
    .option('--json', 'print the results as JSON')
    .option('--sockets <number>', 'how many in all', Number, 2_000)
    .option('--tenants <number>', 'over how many companies', Number, 10)
    .option('--events <number>', 'how many are published', Number, 100)
    .addHelpText('after', HELP)
    .action(measure);
}

async function measure({ json, ...settings }: SocketsOptions): Promise<void> {
  if (settings.sockets % settings.tenants !== 0) {
    throw new Error('each tenant has as many sockets as the others');
  }
  const progress = createProgress();
  const servers = await startServers(process.env, progress);
  try {
    const figures = await untilInterrupted(runSocketsBench({ servers, settings, progress }));
    const goals = judgeGoals(figures);
    if (json) printJson({ bench: 'sockets', ...describeHost(), ...figures, goals });
    else console.log(reportText(figures));
    if (!allMet(goals)) process.exitCode = 1;
  } finally {
    await servers.stop();
  }
}
