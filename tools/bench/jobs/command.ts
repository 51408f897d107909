import { InvalidArgumentError, Option, type Command } from 'commander';
import { printJson } from '../../otto/table';
import { createProgress } from '../harness/progress';
import { startServers } from '../harness/servers';
import { untilInterrupted } from '../harness/until-interrupted';
import { CONTENDER_NAMES, type ContenderName } from './contenders';
import { CONTRACT_VERBS, runContract, type ContractVerb } from './contract';
import type { Settings } from './measures/field';
import { reportJson } from './report/json';
import { reportText } from './report/text';
import { MEASURE_NAMES, runJobsBench, type MeasureName } from './run';
import { ENQUEUE_MODES, type EnqueueMode } from './verbs/enqueue';

interface JobsOptions {
  readonly json?: boolean;
  readonly quick?: boolean;
  readonly only: readonly MeasureName[];
  readonly rounds: number;
  readonly n?: number;
  readonly maxSecs?: number;
  readonly maxRecoverySecs: number;
  readonly contract?: ContractVerb;
  readonly contender: ContenderName;
  readonly mode: EnqueueMode;
  readonly concurrency: number;
  readonly everyMs: number;
  readonly ms: number;
}

const HELP = `
Measures Otto's durable engine, BullMQ and graphile-worker (at its defaults, and tuned where its
version can be) on the same PostgreSQL and Redis in one run. It starts its own two servers unless
DATABASE_URL and REDIS_URL are given; give it a database of its own then. Workers and enqueuers are
processes of one bundle; a job counts once its completion is durable. Enqueuing counts until workers
could take the jobs. Progress goes to standard error, results to standard output.

The line protocol for other harnesses, one JSON object a line, DATABASE_URL and REDIS_URL required:
  npm run -s bench -- jobs --contract setup
  npm run -s bench -- jobs --contract enqueue --mode single|bulk|concurrent --n N --max-secs S
  npm run -s bench -- jobs --contract work --concurrency C --n N --max-secs S
  npm run -s bench -- jobs --contract lat-enqueue --n 400 --every-ms 50
  npm run -s bench -- jobs --contract sleep-enqueue --ms 3000
  npm run -s bench -- jobs --contract pending
"secs" and "cpu" of its last line count from "first" on.`;

const number = (text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
};
const measures = (text: string): MeasureName[] => {
  const names = text.split(',') as MeasureName[];
  const unknown = names.find((name) => !MEASURE_NAMES.includes(name));
  if (unknown) throw new InvalidArgumentError(`Measures are ${MEASURE_NAMES.join(', ')}.`);
  return names;
};
const oneOf = (flags: string, text: string, choices: readonly string[], preset?: string) =>
  new Option(flags, text).choices([...choices]).default(preset);

export function addJobsBench(program: Command): void {
  program
    .command('jobs')
    .description('the job engine against BullMQ and graphile-worker')
    .option('--json', 'print the results as JSON')
    .option('--quick', 'a smoke test: 3,000 jobs, 5 s a measurement')
    .option('--only <measures>', `some of ${MEASURE_NAMES.join(',')}`, measures, MEASURE_NAMES)
    .option('--rounds <number>', 'how often each is measured; the median counts', number, 3)
    .option('--n <jobs>', 'jobs of a drain and a bulk enqueue (20000), or of a verb', number)
    .option('--max-secs <seconds>', 'limit of one measurement (15), or of a verb (60)', number)
    .option('--max-recovery-secs <seconds>', 'how long to wait for a rerun', number, 90)
    .addOption(oneOf('--contract <verb>', 'run one verb of the line protocol', CONTRACT_VERBS))
    .addOption(oneOf('--contender <name>', 'whose verb', CONTENDER_NAMES, 'otto'))
    .addOption(oneOf('--mode <mode>', 'enqueue: how', ENQUEUE_MODES, 'single'))
    .option('--concurrency <jobs>', 'work: jobs at once', number, 10)
    .option('--every-ms <ms>', 'lat-enqueue: time between two jobs', number, 50)
    .option('--ms <ms>', 'sleep-enqueue: what the job takes', number, 3_000)
    .addHelpText('after', HELP)
    .action((options: JobsOptions) =>
      options.contract ? runVerbOf(options.contract, options) : measure(options),
    );
}

function runVerbOf(verb: ContractVerb, options: JobsOptions): Promise<void> {
  const { contender, n, maxSecs = 60, ...rest } = options;
  const usual = verb === 'lat-enqueue' ? 400 : verb === 'work' ? Infinity : 20_000;
  return runContract(verb, contender, { ...rest, n: n ?? usual, maxSecs });
}

async function measure(options: JobsOptions): Promise<void> {
  const settings = settingsOf(options);
  const progress = createProgress();
  const servers = await startServers(process.env, progress);
  try {
    const run = runJobsBench({ servers, settings, only: options.only, progress });
    const figures = await untilInterrupted(run);
    if (options.json) printJson(reportJson(figures, settings, servers.settings));
    else console.log(reportText(figures, settings.maxRecoverySecs));
  } finally {
    await servers.stop();
  }
}

function settingsOf(options: JobsOptions): Settings {
  const { quick = false, n, maxSecs, everyMs, rounds, maxRecoverySecs } = options;
  return {
    jobs: n ?? (quick ? 3_000 : 20_000),
    latencyJobs: quick ? 100 : 400,
    everyMs,
    rounds,
    maxSecs: maxSecs ?? (quick ? 5 : 15),
    maxRecoverySecs,
  };
}
