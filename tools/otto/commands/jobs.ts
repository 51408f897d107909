import type { Command } from 'commander';
import {
  discardJobs,
  findJob,
  JOB_STATUSES,
  listJobs,
  retryJobs,
  type JobFilter,
  type JobStatus,
} from '@otto/queues';
import { withServers } from '../servers';
import { printJson, table, time } from '../table';
import { UsageError } from '../usage-error';

interface FilterOptions {
  readonly state?: string;
  readonly task?: string;
  readonly queue?: string;
  readonly company?: string;
  readonly limit?: string;
  readonly json?: boolean;
}

export function addJobsCommand(program: Command): void {
  const jobs = program.command('jobs').description('background jobs: list, show, retry, discard');
  withFilter(jobs.command('list', { isDefault: true }).description('the newest jobs that match'))
    .option('--limit <n>', 'how many', '50')
    .action(list);
  jobs.command('show <id>').description('one job with its payload, error and history').action(show);
  withFilter(jobs.command('retry [id]').description('lets a dead or cancelled job run again'))
    .option('--all', 'all that match the filter instead of one')
    .action((id: string | undefined, options: FilterOptions & { all?: boolean }) =>
      change('retried', id, options, (selection) =>
        withServers(({ sql, handOver }) =>
          sql.transaction((tx) => retryJobs(tx, handOver, selection)),
        ),
      ),
    );
  withFilter(jobs.command('discard [id]').description('closes a dead job that shall not run again'))
    .option('--all', 'all that match the filter instead of one')
    .action((id: string | undefined, options: FilterOptions & { all?: boolean }) =>
      change('discarded', id, options, (selection) =>
        withServers(({ sql }) => discardJobs(sql, selection)),
      ),
    );
}

function withFilter(command: Command): Command {
  return command
    .option('--state <state>', JOB_STATUSES.join(', '))
    .option('--task <name>', 'only this task')
    .option('--queue <name>', 'only this queue')
    .option('--company <id>', 'only this company')
    .option('--json', 'as JSON');
}

function filterOf(options: FilterOptions): JobFilter {
  if (options.state && !(JOB_STATUSES as readonly string[]).includes(options.state)) {
    throw new UsageError(`--state is one of ${JOB_STATUSES.join(', ')}`);
  }
  return {
    state: options.state as JobStatus | undefined,
    task: options.task,
    queue: options.queue,
    companyId: options.company,
  };
}

async function list(options: FilterOptions): Promise<void> {
  const filter = { ...filterOf(options), limit: Number(options.limit) };
  const found = await withServers(({ sql }) => listJobs(sql, filter));
  if (options.json) return printJson(found);
  console.log(
    table(
      ['id', 'task', 'state', 'attempts', 'created (UTC)', 'error'],
      found.map((job) => [
        job.id,
        job.task,
        job.status,
        `${job.attempts}/${job.maxAttempts}`,
        time(job.createdAt),
        job.error?.split('\n')[0]?.slice(0, 60),
      ]),
    ),
  );
}

async function show(id: string): Promise<void> {
  const job = await withServers(({ sql }) => findJob(sql, id));
  if (!job) throw new UsageError(`There is no job ${id}.`);
  printJson(job);
}

async function change(
  done: string,
  id: string | undefined,
  options: FilterOptions & { all?: boolean },
  apply: (selection: JobFilter & { id?: string | undefined }) => Promise<string[]>,
): Promise<void> {
  if (!id && !options.all)
    throw new UsageError('Name a job, or say --all (with a filter, if not all are meant).');
  const ids = await apply({ ...filterOf(options), id });
  if (options.json) return printJson(ids);
  if (id && ids.length === 0)
    throw new UsageError(`${id} is not in a state in which it could be ${done}.`);
  console.log(`${done}: ${ids.length}`);
}
