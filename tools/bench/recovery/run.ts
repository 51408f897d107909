import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createStage, type Stage } from '../../stage/create-stage';
import type { AppName } from '../../stage/bundle-apps';
import { workspaceRoot } from '../harness/paths';
import type { Progress } from '../harness/progress';
import type { BenchServers } from '../harness/servers';
import { figuresOf, GOAL_MS, type RecoveryFigures } from './goals';

export interface RecoverySettings {
  /** Missed calls a minute. */
  readonly rate: number;
  readonly seconds: number;
}

const mainOf = (app: AppName) => path.join(workspaceRoot, 'dist/apps', app, 'main.js');
const LOOK_MS = 100;

/** Callers of area codes where it is no night are texted at once: the company's quiet hours are off. */
const OPEN = `
  update companies set quiet_hours_start = '00:00', quiet_hours_end = '00:00'`;
const CAPS = `
  insert into spend_caps (company_id, texts_per_phone, texts_per_company)
  select id, 6, 1000000 from companies`;

/** Missed calls at an even rate, through the built services, until the last caller has a text. */
export async function runRecoveryBench(run: {
  readonly servers: BenchServers;
  readonly settings: RecoverySettings;
  readonly progress: Progress;
}): Promise<RecoveryFigures> {
  const { servers, settings, progress } = run;
  for (const app of ['web', 'worker', 'beat'] as const) {
    if (!existsSync(mainOf(app))) throw new Error(`build ${app} first: npm run build`);
  }
  const apps = { main: mainOf, remove: () => Promise.resolve() };
  const stage = await createStage({ ...servers, apps });
  try {
    await stage.sql.query(OPEN);
    await stage.sql.query(CAPS);
    await Promise.all((['web', 'worker', 'beat'] as const).map((app) => stage.start(app)));
    progress(`${settings.rate} missed calls a minute for ${settings.seconds} s`);
    return await drive(stage, settings, progress);
  } finally {
    await stage.stop();
  }
}

async function drive(
  stage: Stage,
  { rate, seconds }: RecoverySettings,
  progress: Progress,
): Promise<RecoveryFigures> {
  const count = Math.round((rate * seconds) / 60);
  const postedAt = new Map<string, number>();
  const calls: Promise<void>[] = [];
  const startedAt = Date.now();
  for (let n = 0; n < count; n += 1) {
    await delay(Math.max(0, startedAt + (n * 60_000) / rate - Date.now()));
    const phone = `+1212555${String(n).padStart(4, '0')}`;
    calls.push(miss(stage, phone, postedAt));
  }
  await Promise.all(calls);
  const tookSeconds = Math.max(seconds, (Date.now() - startedAt) / 1_000);
  progress('all calls are missed; waiting for the last texts');
  const deadline = Date.now() + 2 * GOAL_MS;
  while (firstTexts(stage, postedAt).length < count && Date.now() < deadline) await delay(LOOK_MS);
  const texts = stage.sandbox.outbox.read({ channel: 'sms', limit: Infinity }).length;
  const waitsMs = firstTexts(stage, postedAt);
  return figuresOf({ waitsMs, missedCalls: count, texts, seconds: tookSeconds });
}

/** The wait counts from before the webhook that says that nobody answered is posted. */
async function miss(stage: Stage, phone: string, postedAt: Map<string, number>): Promise<void> {
  await stage.simulate('voice', { from: phone }).then(({ callSid }) => {
    postedAt.set(phone, Date.now());
    return stage.simulate('dial-status', { callSid });
  });
}

function firstTexts({ sandbox }: Stage, postedAt: ReadonlyMap<string, number>): number[] {
  const first = new Map<string, number>();
  // Newest first, so that the oldest stays.
  for (const { to, at } of sandbox.outbox.read({ channel: 'sms', limit: Infinity })) {
    first.set(to, Date.parse(at));
  }
  return [...first].map(([phone, at]) => at - (postedAt.get(phone) ?? Infinity));
}
