import type { Command } from 'commander';
import { createTask } from 'node-cron';
import { viewBeat } from '@otto/db/sql';
import { createEnqueuer, runSchedule } from '@otto/queues';
import { withServers } from '../servers';
import { printJson, table, time } from '../table';
import { UsageError } from '../usage-error';

export function addScheduleCommand(program: Command): void {
  const schedule = program.command('schedule').description('what beat does, and how it has fared');
  schedule
    .command('list', { isDefault: true })
    .description('every schedule with its last and next time (UTC)')
    .option('--json', 'as JSON')
    .action(list);
  schedule.command('run <id>').description('runs a schedule once, now').action(run);
}

async function list({ json }: { json?: boolean }): Promise<void> {
  const beat = await withServers(({ sql }) => viewBeat(sql));
  const schedules = beat.schedules.map((schedule) => ({
    ...schedule,
    next: nextTime(schedule.cron),
  }));
  if (json) return printJson({ ...beat, schedules });
  const { leader } = beat;
  console.log(
    leader
      ? `leader ${leader.instance}, epoch ${leader.epoch}, since ${time(leader.since)}\n`
      : 'no beat has led yet\n',
  );
  console.log(
    table(
      ['schedule', 'cron', 'last (UTC)', 'outcome', 'next (UTC)', 'late 24 h', 'missed 24 h'],
      schedules.map(({ id, cron, last, next, late, missed }) => [
        id,
        cron,
        time(last?.slot),
        last?.outcome,
        time(next),
        late,
        missed,
      ]),
    ),
  );
}

function nextTime(cron: string): Date | null {
  const task = createTask(cron, () => undefined, { timezone: 'UTC' });
  const [next] = task.getNextRuns(1);
  return next ?? null;
}

async function run(id: string): Promise<void> {
  const jobId = await withServers(({ sql, handOver }) =>
    sql.transaction((tx) => runSchedule(tx, createEnqueuer(handOver), id)),
  );
  if (!jobId)
    throw new UsageError(`There is no schedule ${id}; see \`npm run -s otto -- schedule\`.`);
  console.log(`job ${jobId}`);
}
