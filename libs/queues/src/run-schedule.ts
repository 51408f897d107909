import type { ScheduleSpec, Transaction } from '@otto/db/sql';
import type { Enqueuer } from './enqueue';
import { tasks } from './tasks';

/**
 * Runs a schedule once, now, besides its ticks. Answers the job's id, or null when beat has never
 * registered a schedule with this id.
 */
export async function runSchedule(
  tx: Transaction,
  jobs: Enqueuer,
  id: string,
): Promise<string | null> {
  const [schedule] = await tx.query<{ spec: ScheduleSpec; now: Date }>(
    'select spec, clock_timestamp() as now from beat_schedules where id = $1',
    [id],
  );
  const task = tasks.find(({ name }) => name === schedule?.spec.task);
  if (!schedule || !task) return null;
  // Every scheduled task takes its tick as its input.
  const payload = { at: schedule.now.toISOString() };
  const [job] = await jobs.enqueueMany(tx, [{ task, payload: payload }]);
  await tx.query(
    `insert into beat_ticks (schedule, slot, job_id, outcome, epoch) values ($1, $2, $3, 'manual', 0)
     on conflict do nothing`,
    [id, schedule.now, job?.id],
  );
  return job?.id ?? null;
}
