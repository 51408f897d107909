import type { Command } from 'commander';
import { printJson } from '../../otto/table';
import { describeHost } from '../harness/describe-host';
import { createProgress } from '../harness/progress';
import { startServers } from '../harness/servers';
import { untilInterrupted } from '../harness/until-interrupted';
import { allMet, frameRatio, judgeGoals } from './goals';
import { reportText } from './report';
import { runApiBench, type Settings } from './run';

interface ApiOptions extends Omit<Settings, 'nodeArgs'> {
  readonly json?: boolean;
  readonly prof?: string;
}

const HELP = `
Seeds calls in 50 companies (the code of otto -- seed), asks the built web service (dist/apps/web,
one process; build it first) for every list with its usual filters and for single records, and
compares a constant through the frame (sign-in, tenant, limits, log, metrics) with a bare Express
route. Whoever asks has a signed session token; rate limits are on, set beyond reach. An answer
that is not 200 ends the run with an error, and a goal that is missed with exit code 1. It starts
its own PostgreSQL and Redis unless DATABASE_URL and REDIS_URL are given; it adds companies then.`;

export function addApiBench(program: Command): void {
  program
    .command('api')
    .description('lists, contact cards and the frame around every route, over seeded calls')
    .option('--json', 'print the results as JSON')
    .option(
      '--calls <number>',
      'how many calls are seeded; 0 takes those that there are',
      Number,
      200_000,
    )
    .option('--seconds <n>', 'how long each is driven, after a second of warming up', Number, 4)
    .option('--connections <number>', 'how many ask at once', Number, 16)
    .option('--rounds <number>', 'of frame against bare route; the median counts', Number, 3)
    .option('--only <text>', 'only cases with this in their name')
    .option('--prof <dir>', 'leave a CPU profile of the web service there')
    .addHelpText('after', HELP)
    .action(measure);
}

async function measure({ json, prof, ...options }: ApiOptions): Promise<void> {
  const nodeArgs = prof ? ['--cpu-prof', `--cpu-prof-dir=${prof}`] : [];
  const settings: Settings = { ...options, nodeArgs };
  const progress = createProgress();
  const servers = await startServers(process.env, progress);
  try {
    const figures = await untilInterrupted(runApiBench({ servers, settings, progress }));
    const goals = judgeGoals(figures);
    if (json) {
      printJson({
        bench: 'api',
        ...describeHost(),
        postgres: servers.settings,
        settings: options,
        ...figures,
        ratios: {
          frame: frameRatio(figures.rounds, 'frame') ?? null,
          inTransaction: frameRatio(figures.rounds, 'inTransaction') ?? null,
        },
        goals: goals.map((goal) => ({ ...goal, value: goal.value ?? null })),
      });
    } else console.log(reportText(figures));
    if (!allMet(goals)) process.exitCode = 1;
  } finally {
    await servers.stop();
  }
}
