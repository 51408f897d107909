import type { Sql, Transaction } from '../sql';

export type TickOutcome = 'fired' | 'caught_up' | 'missed' | 'skipped' | 'manual';

/** One nominal time of a schedule and what became of it. */
export interface Tick {
  readonly schedule: string;
  readonly slot: Date;
  readonly outcome: TickOutcome;
  readonly epoch: bigint;
}

/** What beat writes down of a schedule, so that tools can show it and run it by hand. */
export interface ScheduleSpec {
  /** Six fields, UTC. */
  readonly cron: string;
  readonly task: string;
  readonly catchUp: 'none' | 'latest' | 'all';
  readonly catchUpWindowMs: number;
  readonly overlap: 'skip' | 'allow';
}

/**
 * Claims a tick: true for exactly one caller, however many beats there are. A caller whose epoch
 * is no longer the leader's (it was paused, and another has taken over) claims nothing.
 */
export async function claimTick(tx: Transaction, tick: Tick): Promise<boolean> {
  const rows = await tx.query(
    `insert into beat_ticks (schedule, slot, outcome, epoch)
     select $1, $2, $3, $4::bigint from beat_leader where id = 1 and epoch = $4::bigint for share
     on conflict do nothing returning slot`,
    [tick.schedule, tick.slot, tick.outcome, tick.epoch],
  );
  return rows.length > 0;
}

/** Notes which job a tick made, or that it made none because the one before still runs. */
export async function settleTick(
  tx: Transaction,
  tick: Pick<Tick, 'schedule' | 'slot'>,
  made: { readonly jobId: string } | 'skipped',
): Promise<void> {
  await tx.query(
    `update beat_ticks set job_id = $3, outcome = case when $4 then 'skipped' else outcome end
     where schedule = $1 and slot = $2`,
    [tick.schedule, tick.slot, made === 'skipped' ? null : made.jobId, made === 'skipped'],
  );
}

/** Whether the last job of the schedule has not ended yet. */
export async function isLastJobLive(sql: Sql, schedule: string): Promise<boolean> {
  const [row] = await sql.query<{ live: boolean }>(
    `select coalesce((select status in ('scheduled', 'queued', 'running') from jobs where id = last.job_id), false) as live
     from beat_ticks as last where schedule = $1 and job_id is not null order by slot desc limit 1`,
    [schedule],
  );
  return row?.live ?? false;
}

/** The newest slot that is settled; for a new schedule the moment it became known. */
export async function findLastSlot(sql: Sql, schedule: string): Promise<Date> {
  const [row] = await sql.query<{ last: Date }>(
    `select greatest(known_since, (select max(slot) from beat_ticks where schedule = id and outcome <> 'manual')) as last
     from beat_schedules where id = $1`,
    [schedule],
  );
  if (!row) throw new Error(`the schedule ${schedule} is not registered`);
  return row.last;
}

/** Makes a schedule known; its ticks count from the first time this was called. */
export async function registerSchedule(sql: Sql, id: string, spec: ScheduleSpec): Promise<void> {
  await sql.query(
    `insert into beat_schedules (id, spec, known_since) values ($1, $2::text::jsonb, now())
     on conflict (id) do update set spec = excluded.spec`,
    [id, JSON.stringify(spec)],
  );
}

/** Takes office: the new epoch outdates that of whoever led before. */
export async function beginEpoch(sql: Sql, instance: string): Promise<bigint> {
  const [row] = await sql.query<{ epoch: bigint }>(
    `insert into beat_leader (id, instance, epoch, since) values (1, $1, 1, now())
     on conflict (id) do update set instance = excluded.instance, epoch = beat_leader.epoch + 1, since = now()
     returning epoch`,
    [instance],
  );
  return (row as { epoch: bigint }).epoch;
}
