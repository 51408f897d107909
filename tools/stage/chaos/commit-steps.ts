import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

/** How a step that a process is killed in ends at PostgreSQL. */
export type StepEnd = 'committed' | 'rolled back';

/** A process that waits in the commit of a step of its work. */
export interface HeldStep {
  readonly process: string;
  /** The same for all transactions that write to the same tables, or bring jobs of the same tasks as far. */
  readonly key: string;
  readonly backend: number;
}

export interface CommitSteps {
  /** The process that waits now, if any does. */
  find(): Promise<HeldStep | null>;
  /** Lets the step end that way. */
  end(backend: number, how: StepEnd): Promise<void>;
  /** Has steps of that key not be held any more. */
  pass(key: string): Promise<void>;
  /** What the transactions of each key write; known once one was committed. */
  about(): Promise<ReadonlyMap<string, string>>;
  /** Ends the time after which others do the jobs that the dead processes were at or had been handed. */
  skipWaiting(dead: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Any number that nobody else locks. */
const LOCK = 4_242_006;
const LOOK_MS = 20;

/** The database's address for a process that is to be known by that name here. */
export function urlOfProcess(databaseUrl: string, process: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', `-c chaos.process=${process}`);
  return url.toString();
}

/** No step is held while a job that was interrupted has yet to end: each is interrupted once. */
const functions = (concerned: string) => `
  create schema chaos;
  create table chaos.passed (key text primary key);
  create table chaos.steps (key text primary key, about text not null);
  create table chaos.workers (process text, worker uuid, primary key (process, worker));
  create function chaos.note_write() returns trigger language plpgsql security definer as $$
  declare
    step text := coalesce(current_setting('chaos.step', true), '');
    part text := lower(tg_op) || ' ' || tg_table_name;
  begin
    if tg_table_name = 'jobs' then
      part := case new.status when 'running' then 'claim' else new.task || ' ' || new.status end;
      if new.status = 'running' then
        insert into chaos.workers values (current_setting('chaos.process'), new.worker) on conflict do nothing;
      end if;
    end if;
    if not part = any(string_to_array(step, ', ')) then
      perform set_config('chaos.step', concat_ws(', ', nullif(step, ''), part), true);
    end if;
    return null;
  end $$;
  create function chaos.hold_commit() returns trigger language plpgsql security definer as $$
  declare
    step text := coalesce(current_setting('chaos.step', true), '');
    step_key text;
    name text := current_setting('application_name');
  begin
    if step = '' then return null; end if;
    perform set_config('chaos.step', '', true);
    select string_agg(part, ', ' order by part), left(md5(string_agg(part, ', ' order by part)), 8)
      into step, step_key from unnest(string_to_array(step, ', ')) part;
    if step !~ '${concerned}' or exists (select from chaos.passed where key = step_key) or exists (
      select from public.jobs where attempts > 0 and (status = 'queued' or attempts > 1 and status = 'running'
        or status = 'scheduled' and run_at < now() + interval '1 minute'))
    then return null; end if;
    insert into chaos.steps values (step_key, step) on conflict do nothing;
    perform set_config('application_name', concat_ws('|', 'chaos', current_setting('chaos.process'), step_key), false);
    perform pg_advisory_xact_lock_shared(${LOCK});
    perform set_config('application_name', name, false);
    return null;
  end $$`;

const TABLES = `
  select table_name as name from information_schema.tables
  where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like '\\_%'`;

const triggersOn = (table: string) => `
  create trigger chaos_write after insert or update on ${table} for each row
    when (coalesce(current_setting('chaos.process', true), '') <> '') execute function chaos.note_write();
  create constraint trigger chaos_commit after insert or update on ${table} deferrable initially deferred for each row
    when (coalesce(current_setting('chaos.process', true), '') <> '') execute function chaos.hold_commit()`;

const FIND = `
  select pid as backend, application_name as name from pg_stat_activity
  where datname = current_database() and application_name like 'chaos|%' and wait_event = 'advisory'
  order by xact_start limit 1`;

/** A row that a held transaction has written is left for the next time. */
const SKIP_LEASES = `
  update jobs set lease_until = now() where id in (
    select id from jobs where status = 'running' and lease_until > now()
      and worker in (select worker from chaos.workers where process = any($1)) for update skip locked)`;

const SKIP_DELIVERIES = `
  update jobs set handed_at = handed_at - interval '1 minute' where id in (
    select id from jobs where status = 'queued' and handed_at > now() - interval '1 minute' for update skip locked)`;

/**
 * Holds the processes that `urlOfProcess` names in the commit of each transaction that concerns
 * somebody, for them to be killed there.
 * @param concerned A regular expression about what it writes, e.g. `calls.record-twilio-event succeeded, insert calls`; `claim` for the start of jobs.
 */
export async function holdCommits(databaseUrl: string, concerned: RegExp): Promise<CommitSteps> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'chaos' });
  await client.connect();
  const query = async <R extends object>(text: string, values: readonly unknown[] = []) =>
    (await client.query<R>(text, [...values])).rows;
  await client.query(functions(concerned.source));
  for (const { name } of await query<{ name: string }>(TABLES))
    await client.query(triggersOn(name));
  await query('select pg_advisory_lock($1)', [LOCK]);

  const find = async (): Promise<HeldStep | null> => {
    const [row] = await query<{ backend: number; name: string }>(FIND);
    if (!row) return null;
    const [, process = '', key = ''] = row.name.split('|');
    return { process, key, backend: row.backend };
  };
  return {
    find,
    end: async (backend, how) => {
      if (how === 'rolled back') await query('select pg_terminate_backend($1)', [backend]);
      await query('select pg_advisory_unlock($1)', [LOCK]);
      while ((await find())?.backend === backend) await delay(LOOK_MS);
      await query('select pg_advisory_lock($1)', [LOCK]);
    },
    pass: async (key) =>
      void (await query('insert into chaos.passed values ($1) on conflict do nothing', [key])),
    about: async () => {
      const rows = await query<{ key: string; about: string }>(
        'select key, about from chaos.steps',
      );
      return new Map(rows.map(({ key, about }) => [key, about]));
    },
    skipWaiting: async (dead) => {
      await query(SKIP_LEASES, [dead]);
      await query(SKIP_DELIVERIES);
    },
    close: () => client.end(),
  };
}
