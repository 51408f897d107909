import type { Sql } from '../sql';

/** A budget that holds `burst` requests and gets `perHour` new ones. */
export interface RequestBudget {
  readonly name: string;
  readonly burst: number;
  readonly perHour: number;
}

/** Locks the rows in the order of their ids; what an older clock says takes nothing back. */
const TAKE = `
  with wanted as (
    select * from unnest($1::text[], $2::float8[], $3::float8[]) as row(id, burst, per_hour)
  ), held as (
    select id, per_hour, clock.at, least(burst, tokens
      + greatest(0, extract(epoch from clock.at - filled_at)::float8) * per_hour / 3600) as tokens
    from request_budgets join wanted using (id), (select clock_timestamp() as at) as clock
    order by id for update of request_budgets
  ), answer as (
    select greatest(0, max(ceil((1 - tokens) * 3600000 / per_hour))) as "waitMs" from held
  )
  update request_budgets as budget set
    tokens = held.tokens - case when answer."waitMs" > 0 then 0 else 1 end,
    filled_at = greatest(budget.filled_at, held.at)
  from held, answer where budget.id = held.id
  returning answer."waitMs"`;

const BEGIN = `
  insert into request_budgets (id, tokens, filled_at)
  select id, burst, clock_timestamp() from unnest($1::text[], $2::float8[]) as row(id, burst)
  order by id on conflict do nothing`;

/**
 * Takes one request from every budget of the account, or from none; answers how long to wait, in
 * ms. All processes share the budgets.
 */
export async function takeFromBudgets(
  sql: Sql,
  account: string,
  budgets: readonly RequestBudget[],
): Promise<number> {
  const ids = budgets.map(({ name }) => `${name}:${account}`);
  const bursts = budgets.map(({ burst }) => burst);
  const take = () =>
    sql.query<{ waitMs: number }>(TAKE, [ids, bursts, budgets.map(({ perHour }) => perHour)]);
  const taken = await take();
  if (taken.length === ids.length) return taken[0]?.waitMs ?? 0;
  await sql.query(BEGIN, [ids, bursts]);
  return (await take())[0]?.waitMs ?? 0;
}
