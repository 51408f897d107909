import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { createSqlPool, type SqlPool } from '@otto/db/sql';
import {
  connectRedis,
  createEnqueuer,
  createRedis,
  createWaker,
  defineTask,
  exponential,
  type Redis,
} from '@otto/queues';
import {
  createSpecLogger,
  createTestDatabase,
  createTestRedis,
  type TestDatabase,
} from '@otto/testkit';
import { startBeat, type Beat } from './beat';
import type { Schedule } from './schedule';

const logger = createSpecLogger();
const task = defineTask({
  name: 'spec.tick',
  queue: 'default',
  payload: z.object({ at: z.iso.datetime() }),
  retry: { attempts: 1, backoff: exponential(1_000) },
  timeoutMs: 1_000,
});
const everySecond = (id: string, changes: Partial<Schedule> = {}): Schedule => ({
  id,
  cron: '* * * * * *',
  task,
  catchUp: 'all',
  catchUpWindowMs: 60_000,
  overlap: 'allow',
  ...changes,
});

interface TickRow {
  readonly slot: Date;
  readonly outcome: string;
  readonly epoch: bigint;
  readonly job_id: string | null;
}

describe('beat', () => {
  let db: TestDatabase;
  let server: Awaited<ReturnType<typeof createTestRedis>>;
  let sql: SqlPool;
  const beats: Beat[] = [];
  const connections: Redis[] = [];

  beforeAll(async () => {
    db = await createTestDatabase();
    server = await createTestRedis();
    sql = createSqlPool({ url: db.url, max: 5, name: 'spec' });
  });
  afterEach(async () => {
    await Promise.all(beats.splice(0).map((beat) => beat.stop()));
    for (const redis of connections.splice(0)) redis.disconnect();
  });
  afterAll(async () => {
    await sql.close();
    await server.stop();
    await db.stop();
  });

  async function start(schedules: Schedule[]): Promise<Beat> {
    const redis = createRedis({ url: server.url, name: 'beat', onError: () => undefined });
    await connectRedis(redis);
    connections.push(redis);
    const jobs = createEnqueuer(createWaker({ redis, logger }));
    const beat = await startBeat({
      schedules,
      sql,
      redis,
      jobs,
      logger,
      leaderTtlMs: 3_000,
    });
    beats.push(beat);
    return beat;
  }

  const ticksOf = (id: string) =>
    sql.query<TickRow>('select * from beat_ticks where schedule = $1 order by slot', [id]);
  async function ticked(id: string, count: number): Promise<TickRow[]> {
    for (;;) {
      const rows = await ticksOf(id);
      if (rows.length >= count) return rows;
      await delay(100);
    }
  }
  const gaps = (rows: TickRow[]) =>
    rows.slice(1).map((row, index) => row.slot.getTime() - (rows[index] as TickRow).slot.getTime());

  it('makes one job of each tick while two beats run', async () => {
    await start([everySecond('two-beats')]);
    await start([everySecond('two-beats')]);
    const rows = await ticked('two-beats', 5);
    expect(gaps(rows)).toEqual(rows.slice(1).map(() => 1_000));
    const jobs = await sql.query(
      `select payload from jobs where task = 'spec.tick' and id = any($1)`,
      [rows.map((row) => row.job_id)],
    );
    expect(jobs).toHaveLength(rows.length);
  });

  it('hands over to another beat at once when it stops', async () => {
    const first = await start([everySecond('hand-over')]);
    await ticked('hand-over', 2);
    await start([everySecond('hand-over')]);
    await first.stop();
    beats.splice(beats.indexOf(first), 1);
    const before = (await ticksOf('hand-over')).length;
    const rows = await ticked('hand-over', before + 3);
    expect(gaps(rows)).toEqual(rows.slice(1).map(() => 1_000));
    expect(rows.at(-1)?.epoch).toBeGreaterThan(rows[0]?.epoch as bigint);
  });

  it('catches up what passed while no beat ran', async () => {
    const first = await start([everySecond('gap')]);
    await ticked('gap', 1);
    await first.stop();
    beats.length = 0;
    await sql.query(`delete from beat_ticks where schedule = 'gap'`);
    await sql.query(
      `update beat_schedules set known_since = now() - interval '30 s' where id = 'gap'`,
    );
    await start([everySecond('gap')]);
    const rows = await ticked('gap', 30);
    expect(gaps(rows)).toEqual(rows.slice(1).map(() => 1_000));
    expect(rows.filter((row) => row.outcome === 'caught_up').length).toBeGreaterThanOrEqual(25);
  });

  it('skips a tick while the job of the one before is live', async () => {
    await start([everySecond('overlap', { overlap: 'skip' })]);
    const rows = await ticked('overlap', 3);
    expect(rows.map((row) => row.outcome).slice(0, 3)).toEqual(['fired', 'skipped', 'skipped']);
    expect(rows[1]?.job_id).toBeNull();
  });

  it('claims nothing with the epoch of a leader that was replaced', async () => {
    const beat = await start([everySecond('fenced')]);
    await ticked('fenced', 1);
    await sql.query('update beat_leader set epoch = epoch + 1');
    const count = (await ticksOf('fenced')).length;
    await delay(2_500);
    expect(await ticksOf('fenced')).toHaveLength(count);
    expect(beat.instance).toBeDefined();
  });
});
