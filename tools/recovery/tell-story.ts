import { setTimeout as delay } from 'node:timers/promises';
import type { DemoCompany } from '../local/demo-data';
import { startServers } from '../bench/harness/servers';
import { untilInterrupted } from '../bench/harness/until-interrupted';
import { bundleApps } from '../stage/bundle-apps';
import { createStage, type Stage } from '../stage/create-stage';
import { createCaller } from './caller';
import { findRecoveries, type RecoveryRow } from './recovery-row';
import { ALL_OVER_MS, scenarios, type Scenario, type ScenarioName } from './scenarios';
import { startOfStory } from './start-of-story';
import { createTimeline, maskPhone, type Moment } from './timeline';

export interface StoryOptions {
  readonly scenario: ScenarioName;
  readonly speed: number;
  /** Every webhook comes twice, and in the wrong order. */
  readonly isMessy: boolean;
  readonly onProgress: (line: string) => void;
  readonly onMoment: (moment: Moment) => void;
}

export interface Ending {
  readonly phone: string;
  readonly recovery: RecoveryRow | null;
  readonly recoveries: number;
  readonly texts: number;
}

const LOOK_MS = 100;

/** Runs one story on servers, services and providers of its own; nobody else's data is touched. */
export async function tellStory(options: StoryOptions): Promise<Ending> {
  const { onProgress } = options;
  onProgress('building web, worker and beat, and starting PostgreSQL and Redis');
  const [apps, servers] = await Promise.all([bundleApps(), startServers({}, () => undefined)]);
  let stage: Stage | null = null;
  const run = async () => {
    stage = await createStage({ ...servers, apps });
    const started = stage;
    onProgress('starting web, worker and beat');
    await Promise.all((['web', 'worker', 'beat'] as const).map((app) => started.start(app)));
    await started.startTime(startOfStory(), options.speed);
    return live(started, options);
  };
  try {
    return await untilInterrupted(run());
  } finally {
    await (stage as Stage | null)?.stop();
    await servers.stop();
    await apps.remove();
  }
}

async function live(stage: Stage, options: StoryOptions): Promise<Ending> {
  const story: Scenario = scenarios[options.scenario];
  const company = stage.companies[0] as DemoCompany;
  const phone = '+12125550177';
  if (options.isMessy) {
    for (const provider of ['callrail', 'twilio'] as const) {
      stage.sandbox.addFault({ provider, webhooks: 'reorder', times: 1_000, ms: 150 });
    }
  }
  const caller = createCaller({ stage, company, phone, duplicates: options.isMessy ? 1 : 0 });
  const look = createTimeline(stage, phone);
  options.onProgress(`${maskPhone(phone)} calls ${company.name}: ${story.about}`);
  const endsAt = stage.now().getTime() + ALL_OVER_MS;
  let isTold = false;
  const telling = story.run(caller).then(() => (isTold = true));
  // Its error is thrown below, once what has happened until then has been shown.
  telling.catch(() => (isTold = true));
  while (!isTold || stage.now().getTime() < endsAt) {
    for (const moment of await look()) options.onMoment(moment);
    await delay(LOOK_MS);
  }
  await telling;
  for (const moment of await look()) options.onMoment(moment);
  const recoveries = await findRecoveries(stage.sql, phone);
  const recovery = recoveries.at(-1) ?? null;
  return { phone, recovery, recoveries: recoveries.length, texts: stage.texted(phone).length };
}
