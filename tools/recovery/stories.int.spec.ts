import { connectRedis, createRedis, type Redis } from '@otto/queues';
import {
  createTestDatabase,
  createTestRedis,
  type LocalServer,
  type TestDatabase,
} from '@otto/testkit';
import type { DemoCompany } from '../local/demo-data';
import { bundleApps, type BundledApps } from '../stage/bundle-apps';
import { startMortalWorkers, type MortalWorkers } from '../stage/chaos/kill-workers';
import { createStage, type Stage } from '../stage/create-stage';
import type { SimulatedTime } from '../stage/simulated-time';
import { confuseWebhooks, liveStory, type Ending } from './live-story';
import { SCENARIO_NAMES, scenarios, type ScenarioName } from './scenarios';
import { startOfStory } from './start-of-story';

jest.setTimeout(600_000);

/** As fast as the machine can. */
const SPEED = 1_000_000;
const MAX_ROUNDS = 8;
/** What has to do with a missed caller, without the upkeep that runs beside it. */
const RECOVERY = /missed_call|messages|consents|recovery\.attempt|messaging\.record|calls\.record/;

describe('the days of missed callers, lived by two workers and two beats', () => {
  let apps: BundledApps;
  let test: TestDatabase;
  let server: LocalServer;
  let redis: Redis;
  let stage: Stage;
  let time: SimulatedTime;
  let workers: MortalWorkers;
  let callers = 0;

  beforeAll(async () => {
    [apps, test, server] = await Promise.all([
      bundleApps(),
      createTestDatabase(),
      createTestRedis(),
    ]);
    redis = createRedis({ url: server.url, name: 'spec', onError: () => undefined });
    await connectRedis(redis);
    stage = await createStage({ databaseUrl: test.url, redisUrl: server.url, apps });
    await Promise.all((['web', 'beat', 'beat'] as const).map((app) => stage.start(app)));
    workers = await startMortalWorkers({ stage, databaseUrl: test.url, redis, count: 2 });
    time = await stage.startTime(startOfStory(), SPEED);
  });
  afterAll(async () => {
    await workers.stop();
    await stage.stop();
    redis.disconnect();
    await server.stop();
    await test.stop();
    await apps.remove();
  });

  /** All stories at the same time, each of a caller of its own, until nothing more can come of them. */
  async function liveAll({ isMessy }: { isMessy: boolean }): Promise<Map<ScenarioName, Ending>> {
    const company = stage.companies[0] as DemoCompany;
    const endings = SCENARIO_NAMES.map(async (scenario) => {
      callers += 1;
      const phone = `+1212555${String(callers).padStart(4, '0')}`;
      const ending = await liveStory({ stage, time, company, phone, scenario, isMessy });
      return [scenario, ending] as const;
    });
    return new Map(await Promise.all(endings));
  }

  function expectRightEnds(endings: ReadonlyMap<ScenarioName, Ending>): void {
    const found = [...endings].map(([scenario, { recovery, recoveries, textedAt }]) => {
      const later = textedAt.slice(1).filter(isClosed).length;
      return { scenario, ...recovery, recoveries, texts: textedAt.length, inClosedHours: later };
    });
    expect(found).toMatchObject(
      SCENARIO_NAMES.map((scenario) => {
        const { ends, texts } = scenarios[scenario];
        return { scenario, ...ends, recoveries: 1, texts, inClosedHours: 0 };
      }),
    );
  }

  it('ends each right', async () => {
    expectRightEnds(await liveAll({ isMessy: false }));
  });

  it('ends each right when every webhook comes twice and in the wrong order', async () => {
    confuseWebhooks(stage.sandbox);
    expectRightEnds(await liveAll({ isMessy: true }));
    stage.sandbox.clearFaults();
  });

  it('ends each right when the worker is killed at each step', async () => {
    const killing = workers.kill(RECOVERY);
    let before = -1;
    for (let round = 1; workers.kills > before; round += 1) {
      expect(round).toBeLessThanOrEqual(MAX_ROUNDS);
      before = workers.kills;
      const t = performance.now();
      const endings = await Promise.race([liveAll({ isMessy: false }), killing]);
      console.error(round, workers.kills, performance.now() - t);
      expectRightEnds(endings as Map<ScenarioName, Ending>);
    }
    console.error([...(await workers.ends())].map((e) => e.join(' | ')).join('\n'));
  });
});

/** Outside nine to five in New York, where the company is. */
function isClosed(at: Date): boolean {
  const hour = new Intl.DateTimeFormat('en-US', {
    hour: 'numeric',
    hourCycle: 'h23',
    timeZone: 'America/New_York',
  }).format(at);
  return Number(hour) < 9 || Number(hour) >= 17;
}
