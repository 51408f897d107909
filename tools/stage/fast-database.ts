import type { FastTime } from '@otto/config';
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
  create function simulated(at timestamptz) returns timestamptz language sql stable as $$
    select '%from'::timestamptz + (at - '%since'::timestamptz) * %speed $$;
  create function tell_simulated_time() returns trigger language plpgsql as $$
  declare
    told jsonb;
  begin
    select jsonb_object_agg(key, simulated(value::timestamptz)) into told
    from jsonb_each_text(to_jsonb(new)) where key = any(tg_argv)
      and value::timestamptz between clock_timestamp() - interval '${NEAR}' and clock_timestamp() + interval '${NEAR}';
    return case when told is null then new else jsonb_populate_record(new, told) end;
  end $$`;

const TRIGGERS = `
  select format('create trigger simulated_time before insert or update on %I for each row execute function tell_simulated_time(%s)',
    c.table_name, string_agg(quote_literal(c.column_name), ', ')) as statement
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'timestamp with time zone'
    and not c.table_name = any($1) and c.table_name not like '\\_%'
  group by c.table_name`;

/**
 * Has a database of a simulation's own write down simulated times wherever a service or PostgreSQL
 * would have written the present one. `from` must be further away than a minute.
 */
export async function quickenDatabase(sql: SqlPool, time: FastTime): Promise<void> {
  const filled = FUNCTIONS.replace('%from', time.from.toISOString())
    .replace('%since', time.since.toISOString())
    .replace('%speed', String(time.speed));
  await sql.query(filled);
  for (const { statement } of await sql.query<{ statement: string }>(TRIGGERS, [REAL])) {
    await sql.query(statement);
  }
}
