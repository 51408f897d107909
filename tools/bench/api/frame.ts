import path from 'node:path';
import { freePort } from '@otto/testkit';
import { bundleProgram } from '../harness/bundle';
import { workspaceRoot } from '../harness/paths';
import type { Progress } from '../harness/progress';
import type { BenchServers } from '../harness/servers';
import { startService } from '../harness/service';
import type { SessionKeys } from '../harness/session-keys';
import { startWeb } from '../harness/start-web';
import { drive, type Ask } from './drive';
import type { FrameRound } from './goals';
import type { Asker } from './people';
import type { Settings } from './run';

/** The web service with two routes more; a bench may not import an app, so it is built by path. */
const FRAME_MAIN = path.join(workspaceRoot, 'apps/web/src/testing/constant-main.ts');
const BARE_MAIN = path.join(__dirname, 'subjects/bare-main.ts');
const WARM_UP_SECONDS = 2;

/** Rounds of bare route, frame, and frame with a transaction, each in another order. */
export async function measureFrame(
  run: { readonly servers: BenchServers; readonly settings: Settings; readonly progress: Progress },
  keys: SessionKeys,
  askers: readonly Asker[],
): Promise<FrameRound[]> {
  const { servers, settings, progress } = run;
  const frame = await startWeb(servers, keys, {
    main: await bundleProgram(FRAME_MAIN, 'constant'),
    nodeArgs: settings.nodeArgs,
  });
  const port = await freePort();
  const bare = await startService([await bundleProgram(BARE_MAIN, 'bare')], { PORT: String(port) });
  const bareTarget = { pid: bare.pid, url: `http://127.0.0.1:${port}` };
  try {
    const asks = (at: string): Ask[] => askers.map(({ token }) => ({ path: at, token }));
    const subjects = {
      bare: () => drive(bareTarget, asks('/constant'), settings),
      frame: () => drive(frame, asks('/constant'), settings),
      inTransaction: () => drive(frame, asks('/constant/transaction'), settings),
    };
    const warmUp = { ...settings, seconds: WARM_UP_SECONDS };
    await drive(bareTarget, asks('/constant'), warmUp);
    await drive(frame, asks('/constant'), warmUp);
    await drive(frame, asks('/constant/transaction'), warmUp);
    const rounds: FrameRound[] = [];
    for (let round = 0; round < settings.rounds; round += 1) {
      progress(`frame, round ${round + 1} of ${settings.rounds}`);
      rounds.push(await measureRound(subjects, round));
    }
    return rounds;
  } finally {
    await Promise.all([frame.stop(), bare.stop()]);
  }
}

type Subjects = Record<keyof FrameRound, () => Promise<FrameRound[keyof FrameRound]>>;

async function measureRound(subjects: Subjects, round: number): Promise<FrameRound> {
  const names = Object.keys(subjects) as (keyof FrameRound)[];
  const results: Partial<Record<keyof FrameRound, FrameRound[keyof FrameRound]>> = {};
  for (const index of names.keys()) {
    const name = names[(index + round) % names.length] as keyof FrameRound;
    results[name] = await subjects[name]();
  }
  return results as FrameRound;
}
