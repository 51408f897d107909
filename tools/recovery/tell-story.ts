import { setTimeout as delay } from 'node:timers/promises';
import type { DemoCompany } from '../local/demo-data';
import { startServers } from '../bench/harness/servers';
import { untilInterrupted } from '../bench/harness/until-interrupted';
import { bundleApps } from '../stage/bundle-apps';
import { createStage, type Stage } from '../stage/create-stage';
import type { SimulatedTime } from '../stage/simulated-time';
import { confuseWebhooks, liveStory, type Ending } from './live-story';
import { scenarios, type ScenarioName } from './scenarios';
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
    const time = await started.startTime(startOfStory(), options.speed);
    return live(started, time, options);
  };
  try {
    return await untilInterrupted(run());
  } finally {
    await (stage as Stage | null)?.stop();
    await servers.stop();
    await apps.remove();
  }
}

async function live(stage: Stage, time: SimulatedTime, options: StoryOptions): Promise<Ending> {
  const { scenario, isMessy, onMoment } = options;
  const company = stage.companies[0] as DemoCompany;
  const phone = '+12125550177';
  if (isMessy) confuseWebhooks(stage.sandbox);
  const look = createTimeline(stage, phone);
  const show = async () => {
    for (const moment of await look()) onMoment(moment);
  };
  options.onProgress(`${maskPhone(phone)} calls ${company.name}: ${scenarios[scenario].about}`);
  let isOver = false;
  const living = liveStory({ stage, time, company, phone, scenario, isMessy }).finally(() => {
    isOver = true;
  });
  // Its error is thrown below, once what has happened until then has been shown.
  living.catch(() => undefined);
  while (!isOver) {
    await show();
    await delay(LOOK_MS);
  }
  await show();
  return living;
}
