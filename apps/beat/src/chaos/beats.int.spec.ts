import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  createTestDatabase,
  createTestRedis,
  freePort,
  startSpecProcess,
  type LocalServer,
  type SpecProcess,
  type TestDatabase,
} from '@otto/testkit';

jest.setTimeout(120_000);

interface Tick {
  readonly slot: Date;
  readonly outcome: string;
  readonly epoch: bigint;
  readonly job_id: string | null;
}

describe('beats that are doubled, paused, killed and misled', () => {
  let db: TestDatabase;
  let redis: LocalServer;
  let port: number;
  const processes: SpecProcess[] = [];

  beforeEach(async () => {
    db = await createTestDatabase();
    port = await freePort();
    redis = await createTestRedis({ port });
  });
  afterEach(async () => {
    for (const child of processes.splice(0)) {
      child.kill('SIGCONT');
      child.kill('SIGKILL');
      await child.ended;
    }
    await redis.stop();
    await db.stop();
  });

  async function startBeat(): Promise<SpecProcess> {
    const child = await startSpecProcess(path.join(__dirname, 'beat-process.ts'), [
      db.url,
      redis.url,
    ]);
    processes.push(child);
    return child;
  }
  const ticks = () =>
    db.database.sql.query<Tick>(
      'select slot, outcome, epoch, job_id from beat_ticks order by slot',
    );
  async function ticked(isEnough: (rows: Tick[]) => boolean): Promise<Tick[]> {
    for (;;) {
      const rows = await ticks();
      if (isEnough(rows)) return rows;
      await delay(200);
    }
  }
  const leader = async () => {
    const [row] = await db.database.sql.query<{ epoch: bigint }>('select epoch from beat_leader');
    return row?.epoch ?? 0n;
  };

  /** Every second once, each with a job of its own: nothing doubled, nothing missed. */
  async function expectNoGapAndNoDouble(rows: Tick[]): Promise<void> {
    const seconds = rows.map((row) => row.slot.getTime() / 1_000);
    const first = seconds[0] ?? 0;
    expect(seconds).toEqual(rows.map((_, index) => first + index));
    const [{ jobs } = { jobs: 0n }] = await db.database.sql.query<{ jobs: bigint }>(
      `select count(*) as jobs from jobs where task = 'maintenance.cleanup-old-tasks' and payload ->> 'at' = any($1)`,
      [rows.map((row) => row.slot.toISOString())],
    );
    expect(Number(jobs)).toBe(rows.length);
  }

  it('two at once for 60 ticks of a one-second schedule: exactly 60 jobs', async () => {
    await startBeat();
    await startBeat();
    const rows = (await ticked((all) => all.length >= 60)).slice(0, 60);
    expect(rows).toHaveLength(60);
    await expectNoGapAndNoDouble(rows);
  });

  it('a leader paused for 30 s and continued: no double, no gap', async () => {
    const paused = await startBeat();
    await ticked((rows) => rows.length >= 3);
    await startBeat();
    paused.kill('SIGSTOP');
    await delay(30_000);
    expect(await leader()).toBe(2n);
    paused.kill('SIGCONT');
    const before = (await ticks()).length;
    const rows = await ticked((all) => all.length >= before + 5);
    await expectNoGapAndNoDouble(rows);
    expect(paused.output()).toContain('no longer leading');
  });

  it('a leader killed: a successor within 20 s, and what passed is caught up', async () => {
    const killed = await startBeat();
    await ticked((rows) => rows.length >= 3);
    await startBeat();
    killed.kill('SIGKILL');
    const killedAt = Date.now();
    const rows = await ticked((all) =>
      all.some((row) => row.epoch === 2n && row.outcome === 'fired'),
    );
    expect(Date.now() - killedAt).toBeLessThan(20_000);
    await expectNoGapAndNoDouble(rows);
  });

  it('a clock set back by an hour: the ticks go on, none twice', async () => {
    const misled = await startBeat();
    await ticked((rows) => rows.length >= 3);
    misled.kill('SIGUSR2');
    const before = (await ticks()).length;
    const rows = await ticked((all) => all.length >= before + 12);
    await expectNoGapAndNoDouble(rows);
  });

  it('Redis killed and started anew: no double, and no gap once it is back', async () => {
    await startBeat();
    await ticked((rows) => rows.length >= 3);
    process.kill(redis.pid, 'SIGKILL');
    await redis.stop();
    await delay(5_000);
    redis = await createTestRedis({ port });
    const before = (await ticks()).length;
    const rows = await ticked((all) => all.length >= before + 15);
    await expectNoGapAndNoDouble(rows);
  });
});
