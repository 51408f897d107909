import { createTestDatabase, createTestRedis, type TestDatabase } from '@otto/testkit';
import { bundleApps, type BundledApps } from '../stage/bundle-apps';
import { createStage, type Stage } from '../stage/create-stage';
import { createCaller } from './caller';
import { findRecoveries, until, type RecoveryRow } from './recovery-row';
import { ALL_OVER_MS, SCENARIO_NAMES, scenarios, type ScenarioName } from './scenarios';
import { startOfStory } from './start-of-story';

jest.setTimeout(180_000);

const SPEED = 14_400;
/** The webhooks of both providers, one overtaking the other. */
const MANY = 500;

interface Told {
  readonly recoveries: readonly RecoveryRow[];
  readonly texts: number;
  readonly inClosedHours: number;
}

describe('a missed caller of days, with the real services and a faster clock', () => {
  let apps: BundledApps;
  let test: TestDatabase;
  let redis: Awaited<ReturnType<typeof createTestRedis>>;
  let stage: Stage;
  const told = new Map<string, Told>();

  beforeAll(async () => {
    [apps, test, redis] = await Promise.all([
      bundleApps(),
      createTestDatabase(),
      createTestRedis(),
    ]);
    stage = await createStage({ databaseUrl: test.url, redisUrl: redis.url, apps });
    // Two of each, as during a deploy.
    await Promise.all(
      (['web', 'worker', 'worker', 'beat', 'beat'] as const).map((app) => stage.start(app)),
    );
    await stage.startTime(startOfStory(), SPEED);
    await live('once, in order', 0);
    for (const provider of ['callrail', 'twilio'] as const) {
      stage.sandbox.addFault({ provider, webhooks: 'reorder', times: MANY, ms: 150 });
    }
    await live('twice, in the wrong order', 1);
  });
  afterAll(async () => {
    await stage.stop();
    await redis.stop();
    await test.stop();
    await apps.remove();
  });

  /** All six stories at the same time, each of a caller of its own, until everything is over. */
  async function live(how: string, duplicates: number): Promise<void> {
    const [company] = stage.companies;
    if (!company) throw new Error('the stage has no company');
    const endsAt = stage.now().getTime() + ALL_OVER_MS;
    const callers = SCENARIO_NAMES.map((name, index) => {
      const phone = `+1212555${duplicates}${String(index).padStart(3, '7')}`;
      return { name, caller: createCaller({ stage, company, phone, duplicates }) };
    });
    await Promise.all(callers.map(({ name, caller }) => scenarios[name].run(caller)));
    await until('everything is over', () =>
      Promise.resolve(stage.now().getTime() > endsAt || null),
    );
    for (const { name, caller } of callers) {
      const texts = stage.texted(caller.phone);
      told.set(`${name}: ${how}`, {
        recoveries: await findRecoveries(stage.sql, caller.phone),
        texts: texts.length,
        inClosedHours: texts.slice(1).filter(({ at }) => isClosed(new Date(at))).length,
      });
    }
  }

  const cases = ['once, in order', 'twice, in the wrong order'].flatMap((how) =>
    SCENARIO_NAMES.map((name): [ScenarioName, string] => [name, how]),
  );
  it.each(cases)('ends right after %s, every webhook %s', (name, how) => {
    const { recoveries, texts, inClosedHours } = told.get(`${name}: ${how}`) as Told;
    expect(recoveries).toMatchObject([scenarios[name].ends]);
    expect({ texts, inClosedHours }).toEqual({ texts: scenarios[name].texts, inClosedHours: 0 });
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
