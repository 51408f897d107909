import { createTestDatabase, createTestRedis, type TestDatabase } from '@otto/testkit';
import { createContender, type Contender, type ContenderName, type Servers } from './contenders';
import type { BenchEvent, Done } from './protocol';
import { enqueue, enqueueForLatency, enqueueSleep } from './verbs/enqueue';
import { work } from './verbs/work';

describe.each<ContenderName>(['otto', 'bullmq', 'graphile'])('the verbs with %s', (name) => {
  let db: TestDatabase;
  let redis: Awaited<ReturnType<typeof createTestRedis>>;
  let contender: Contender;

  beforeAll(async () => {
    [db, redis] = await Promise.all([createTestDatabase(), createTestRedis()]);
    const servers: Servers = { databaseUrl: db.url, redisUrl: redis.url };
    contender = createContender(name, servers);
  });
  beforeEach(() => contender.setup());
  afterAll(async () => {
    await redis.stop();
    await db.stop();
  });

  async function eventsOf(run: (emit: (event: BenchEvent) => void) => Promise<void>) {
    const events: BenchEvent[] = [];
    await run((event) => events.push(event));
    return { names: events.map(({ event }) => event), done: events.at(-1) as Done, events };
  }
  const workOff = (n: number, maxSecs = 15) =>
    eventsOf((emit) =>
      work(contender, { concurrency: 5, n, maxSecs }, emit, new AbortController().signal),
    );

  it.each(['single', 'bulk', 'concurrent'] as const)(
    'enqueues %s what is pending until a worker has finished it',
    async (mode) => {
      const added = await eventsOf((emit) =>
        enqueue(contender, { mode, n: 40, maxSecs: 15 }, emit),
      );
      expect(added.names).toEqual(['first', 'done']);
      expect(added.done).toMatchObject({ jobs: 40, secs: expect.any(Number) });
      expect(await contender.countPending()).toBe(40);

      const worked = await workOff(40);
      expect(worked.names).toEqual(['ready', 'first', 'done']);
      expect(worked.done).toMatchObject({ jobs: 40, lats: [] });
      expect(await contender.countPending()).toBe(0);
    },
  );

  it('tells how long each stamped job waited', async () => {
    const working = workOff(5);
    await eventsOf((emit) => enqueueForLatency(contender, { n: 5, everyMs: 20 }, emit));
    const { done } = await working;
    expect(done.lats).toHaveLength(5);
    expect(Math.min(...(done.lats ?? []))).toBeGreaterThan(0);
  });

  it('tells when a sleeping job starts', async () => {
    const before = Date.now();
    await eventsOf((emit) => enqueueSleep(contender, { ms: 30 }, emit));
    const { names, events } = await workOff(1);
    expect(names).toEqual(['ready', 'first', 'start', 'done']);
    const start = events.find((event) => event.event === 'start');
    expect(start).toMatchObject({ t: expect.any(Number) });
    expect((start as { t: number }).t).toBeGreaterThanOrEqual(before);
  });

  it('ends a worker without jobs when its time is over', async () => {
    const { names, done } = await workOff(1, 0.3);
    expect(names).toEqual(['ready', 'done']);
    expect(done).toMatchObject({ jobs: 0, secs: 0 });
  });

  it('removes the jobs of earlier measurements', async () => {
    await eventsOf((emit) => enqueue(contender, { mode: 'bulk', n: 3, maxSecs: 15 }, emit));
    await contender.setup();
    expect(await contender.countPending()).toBe(0);
  });
});
