import type { SqlPool } from '@otto/db/sql';

/** Leases, deliveries and locks are about real machines and keep real time. */
const REAL = [
  'jobs',
  'beat_ticks',
  'beat_schedules',
  'beat_leader',
  'idempotency_records',
  'request_budgets',
];

/** A time is taken for the machine's own where it is no further than this from it. */
const NEAR = '1 minute';

const FUNCTIONS = `
  create table simulated_time (now timestamptz not null);
  create function tell_simulated_time() returns trigger language plpgsql security definer as $$
  declare
    told jsonb;
  begin
    select jsonb_object_agg(key, (select now from public.simulated_time)) into told
    from jsonb_each_text(to_jsonb(new)) where key = any(tg_argv)
      and value::timestamptz between clock_timestamp() - interval '${NEAR}' and clock_timestamp() + interval '${NEAR}';
    return case when told is null then new else jsonb_populate_record(new, told) end;
  end $$`;

const TRIGGERS = `
  select format('create trigger simulated_time before insert or update on %I for each row execute function tell_simulated_time(%s)',
    c.table_name, string_agg(quote_literal(c.column_name), ', ')) as statement
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'timestamp with time zone'
    and c.table_name <> 'simulated_time' and not c.table_name = any($1) and c.table_name not like '\\_%'
  group by c.table_name`;

/**
 * Has a database of a simulation's own write down the simulated time wherever a service or
 * PostgreSQL would have written the present one, from which it must be more than a minute away.
 */
export async function simulateTime(sql: SqlPool, start: Date): Promise<void> {
  await sql.query(FUNCTIONS);
  await sql.query('insert into simulated_time values ($1)', [start]);
  for (const { statement } of await sql.query<{ statement: string }>(TRIGGERS, [REAL])) {
    await sql.query(statement);
  }
}

const AT_REST = `
  select not exists (select from jobs where status in ('queued', 'running')
      or (status = 'scheduled' and run_at < clock_timestamp() + interval '1 minute'))
    and (select max(slot) from beat_ticks where schedule = 'scan-missed-calls') > now - interval '1 minute'
    and (select max(slot) from beat_ticks where schedule = 'sweep-missed-call-slas') > now - interval '5 minutes'
    as "isAtRest"
  from simulated_time`;

/** Whether the services have done all that there is to do at the simulated time. */
export async function isAtRest(sql: SqlPool): Promise<boolean> {
  const [row] = await sql.query<{ isAtRest: boolean | null }>(AT_REST);
  return row?.isAtRest === true;
}

/** What Twilio does not know of by then is sent again. */
const LOST_AFTER = '15 minutes';

const NEXT_DUE = `
  select least(
    (select min(least(next_attempt_at, escalation_deadline)) from missed_call_entries
      where status in ('queued', 'processing', 'ai_rescued_pending')),
    (select min(sending_at) + interval '${LOST_AFTER}' from messages where status in ('sending', 'unknown'))
  ) as due`;

/** When a recovery or a text in doubt is due next, or has been; null when all have ended. */
export async function findNextDue(sql: SqlPool): Promise<Date | null> {
  const [row] = await sql.query<{ due: Date | null }>(NEXT_DUE);
  return row?.due ?? null;
}

export async function moveTime(sql: SqlPool, now: Date): Promise<void> {
  await sql.query('update simulated_time set now = $1', [now]);
}
