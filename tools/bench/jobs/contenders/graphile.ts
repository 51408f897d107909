import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger, makeWorkerUtils, run, type WorkerEvents } from 'graphile-worker';
import { Pool } from 'pg';
import type { BenchPayload } from '../payload';
import type { BenchWorker, Contender, Servers, WorkerOptions } from './contender';

const SCHEMA = 'bench_graphile';
const TASK = 'noop';
/** As many completions as may be on their way at most when one has been told. */
const MAX_UNSETTLED = 1_000;
const POOL_MAX = 10;

/** Worker options on top of its defaults; the tuned ones exist since 0.17, older types lack them. */
export type GraphileTuning = Readonly<Record<string, unknown>>;
export const graphileTuning: GraphileTuning = {
  localQueue: { size: 500 },
  completeJobBatchDelay: 0,
};

const ADD_MANY = `
  select count(*) from ${SCHEMA}.add_jobs((
    select array_agg(json_populate_record(null::${SCHEMA}.job_spec,
      json_build_object('identifier', '${TASK}', 'payload', payload)))
    from json_array_elements($1::json) as payload))`;

export const createGraphile = (servers: Servers, tuning: GraphileTuning = {}): Contender => ({
  setup: () => setup(servers),
  openProducer: () => openProducer(servers),
  startWorker: (options) => startWorker(servers, tuning, options),
  countPending: () => withPool(servers, (pool) => countJobs(pool)),
});

async function setup(servers: Servers): Promise<void> {
  await withPool(servers, async (pool) => {
    await pool.query('set client_min_messages = warning');
    await pool.query(`drop schema if exists ${SCHEMA} cascade`);
  });
  const utils = await openUtils(servers);
  await utils.migrate();
  await utils.release();
}

async function openProducer(servers: Servers) {
  const utils = await openUtils(servers);
  return {
    add: async (payload: BenchPayload) => void (await utils.addJob(TASK, payload)),
    addMany: async (payloads: readonly BenchPayload[]) => {
      await utils.withPgClient((client) => client.query(ADD_MANY, [JSON.stringify(payloads)]));
    },
    settled: () => Promise.resolve(),
    close: async () => void (await utils.release()),
  };
}

async function startWorker(
  servers: Servers,
  tuning: GraphileTuning,
  { concurrency, handle, onDone }: WorkerOptions,
): Promise<BenchWorker> {
  const events: WorkerEvents = new EventEmitter();
  const unsettled: string[] = [];
  events.on('job:complete', ({ job }) => {
    unsettled.push(job.id);
    if (unsettled.length > MAX_UNSETTLED) unsettled.shift();
    onDone();
  });
  const runner = await run({
    preset: { worker: { ...tuning, connectionString: servers.databaseUrl, schema: SCHEMA } },
    concurrency,
    events,
    logger: quietLogger(),
    noHandleSignals: true,
    taskList: { [TASK]: (payload) => handle(payload as BenchPayload) },
  });
  const pool = openPool(servers, 1);
  return {
    // Since 0.17 it tells of a completion before the row is gone.
    settled: async () => {
      while ((await countJobs(pool, unsettled)) > 0) await delay(2);
    },
    stop: async () => {
      await runner.stop();
      await pool.end();
    },
  };
}

async function countJobs(pool: Pool, ids?: readonly string[]): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from ${SCHEMA}._private_jobs
     where $1::bigint[] is null or id = any($1)`,
    [ids ?? null],
  );
  return rows[0]?.count ?? 0;
}

const quietLogger = () =>
  new Logger(() => (level, message) => {
    if (String(level) === 'error') console.error(message);
  });

const openUtils = ({ databaseUrl }: Servers) =>
  makeWorkerUtils({ connectionString: databaseUrl, schema: SCHEMA, logger: quietLogger() });

const openPool = ({ databaseUrl }: Servers, max = POOL_MAX) =>
  new Pool({ connectionString: databaseUrl, max });

async function withPool<T>(servers: Servers, use: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = openPool(servers, 1);
  try {
    return await use(pool);
  } finally {
    await pool.end();
  }
}
