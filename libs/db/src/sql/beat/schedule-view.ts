import type { Sql } from '../sql';
import type { ScheduleSpec, TickOutcome } from './ticks';

/** A schedule as an operator sees it. */
export interface ScheduleView extends ScheduleSpec {
  readonly id: string;
  readonly knownSince: Date;
  readonly last: {
    readonly slot: Date;
    readonly outcome: TickOutcome;
    readonly lateMs: number;
    readonly jobId: string | null;
  } | null;
  /** Of the last 24 hours. */
  readonly fired: number;
  readonly caughtUp: number;
  readonly missed: number;
  readonly skipped: number;
  /** Started more than 10 s after their time, in the last 24 hours. */
  readonly late: number;
}

export interface BeatView {
  readonly leader: {
    readonly instance: string;
    readonly epoch: number;
    readonly since: Date;
  } | null;
  readonly schedules: readonly ScheduleView[];
}

const SCHEDULES = `
  select s.id, s.known_since as "knownSince", s.spec, count(t.*) filter (where outcome = 'fired')::int as fired,
    count(t.*) filter (where outcome = 'caught_up')::int as "caughtUp",
    count(t.*) filter (where outcome = 'missed')::int as missed,
    count(t.*) filter (where outcome = 'skipped')::int as skipped,
    count(t.*) filter (where fired_at - slot > interval '10 s' and outcome <> 'manual')::int as late,
    (select jsonb_build_object('slot', slot, 'outcome', outcome, 'jobId', job_id,
        'lateMs', round(extract(epoch from fired_at - slot) * 1000))
      from beat_ticks as newest where newest.schedule = s.id order by slot desc limit 1) as last
  from beat_schedules as s
  left join beat_ticks as t on t.schedule = s.id and t.slot > now() - interval '24 h'
  group by s.id order by s.id`;

interface ScheduleRow extends Omit<ScheduleView, keyof ScheduleSpec | 'last'> {
  readonly spec: ScheduleSpec;
  readonly last: {
    slot: string;
    outcome: TickOutcome;
    jobId: string | null;
    lateMs: number;
  } | null;
}

/** Who leads beat, and how each schedule has fared. */
export async function viewBeat(sql: Sql): Promise<BeatView> {
  const [leader] = await sql.query<{ instance: string; epoch: bigint; since: Date }>(
    'select instance, epoch, since from beat_leader',
  );
  const rows = await sql.query<ScheduleRow>(SCHEDULES);
  return {
    leader: leader ? { ...leader, epoch: Number(leader.epoch) } : null,
    schedules: rows.map(({ spec, last, ...row }) => ({
      ...spec,
      ...row,
      last: last && { ...last, slot: new Date(last.slot) },
    })),
  };
}
