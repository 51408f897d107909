import type { DemoCompany } from '../local/demo-data';
import type { Sandbox } from '../sandbox/start-sandbox';
import type { Stage } from '../stage/create-stage';
import type { SimulatedTime } from '../stage/simulated-time';
import { createCaller } from './caller';
import { findRecoveries, type RecoveryRow } from './recovery-row';
import { ALL_OVER_MS, scenarios, type Scenario, type ScenarioName } from './scenarios';

export interface LiveOptions {
  readonly stage: Stage;
  readonly time: SimulatedTime;
  readonly company: DemoCompany;
  readonly phone: string;
  readonly scenario: ScenarioName;
  /** Every webhook comes twice; `confuseWebhooks` adds the wrong order. */
  readonly isMessy: boolean;
}

export interface Ending {
  readonly phone: string;
  readonly recovery: RecoveryRow | null;
  readonly recoveries: number;
  /** When Twilio took each text, oldest first. */
  readonly textedAt: readonly Date[];
}

/** Lives one story until nothing more can come of it, and tells how it has ended. */
export async function liveStory(options: LiveOptions): Promise<Ending> {
  const { stage, time, company, phone, scenario, isMessy } = options;
  const story: Scenario = scenarios[scenario];
  return time.during(async (sleep) => {
    const endsAt = time.now().getTime() + ALL_OVER_MS;
    await story.run(createCaller({ stage, company, phone, duplicates: isMessy ? 1 : 0, sleep }));
    await sleep(endsAt - time.now().getTime());
    const recoveries = await findRecoveries(stage.sql, phone);
    return {
      phone,
      recovery: recoveries.at(-1) ?? null,
      recoveries: recoveries.length,
      textedAt: stage.texted(phone).map(({ at }) => new Date(at)),
    };
  });
}

/** Lets later webhooks of both call providers overtake earlier ones. */
export function confuseWebhooks(sandbox: Sandbox): void {
  for (const provider of ['callrail', 'twilio'] as const) {
    sandbox.addFault({ provider, webhooks: 'reorder', times: 1_000, ms: 150 });
  }
}
