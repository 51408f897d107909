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
import type { StepEnd } from '../stage/chaos/commit-steps';
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
const CONCERNED = /claim|missed_call|messages|sms_consents|recovery.attempt/;
/** What follows a request to Twilio. */
const OUTSIDE = /update messages|insert missed_call_attempts/;

/** The steps from a webhook to the end of a recovery, by what they write, and how each is interrupted. */
const STEPS: readonly (readonly [step: RegExp, ...ends: StepEnd[]])[] = [
  [/^claim$/, 'committed'],
  [/insert missed_call_entries, recovery.attempt-recovery queued/, 'committed'],
  [/^update missed_call_entries$/, 'committed'],
  [/^insert audit_log, insert messages$/, 'committed'],
  [/^insert event_log, update messages$/, 'committed', 'rolled back'],
  [/insert missed_call_attempts, recovery.attempt-recovery succeeded/, 'committed', 'rolled back'],
  [/messaging.record-message-status succeeded/, 'committed'],
  [/messaging.record-twilio-message succeeded/, 'committed'],
  [/insert sms_consents/, 'committed'],
];

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
    await time.during((sleep) => sleep(startOfStory(time.now()).getTime() - time.now().getTime()));
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

  it('ends each right when a worker is killed at each step', async () => {
    await workers.kill({ concerned: CONCERNED, outside: OUTSIDE });
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
      expectRightEnds(await Promise.race([liveAll({ isMessy: false }), workers.broken]));
      if (uninterrupted(await workers.ends()).length === 0) break;
    }
    expect(uninterrupted(await workers.ends())).toEqual([]);
  });
});

/** The steps that no worker was killed at yet in each way. */
function uninterrupted(ended: Awaited<ReturnType<MortalWorkers['ends']>>): string[] {
  const isEnded = (step: RegExp, ends: readonly StepEnd[]) =>
    [...ended].some(([about, had]) => step.test(about) && ends.every((end) => had.includes(end)));
  return STEPS.filter(([step, ...ends]) => !isEnded(step, ends)).map(([step]) => step.source);
}

/** Outside nine to five in New York, where the company is. */
function isClosed(at: Date): boolean {
  const hour = new Intl.DateTimeFormat('en-US', {
    hour: 'numeric',
    hourCycle: 'h23',
    timeZone: 'America/New_York',
  }).format(at);
  return Number(hour) < 9 || Number(hour) >= 17;
}
