import { rename, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { SqlPool } from '@otto/db/sql';
import { isAtRest, moveTime, simulateTime } from './simulated-database';

/** How often time moves on, at most. */
const STEP_MS = 250;
const LOOK_MS = 50;

export interface SimulatedTime {
  stop(): Promise<void>;
}

export interface TimeOptions {
  readonly sql: SqlPool;
  /** What OTTO_CLOCK names. */
  readonly clockFile: string;
  readonly from: Date;
  readonly speed: number;
}

/**
 * Lets time pass in steps. It stands still while there is work to do, so that what takes a machine a
 * second does not take hours of the story.
 */
export async function startTime(options: TimeOptions): Promise<SimulatedTime> {
  const { sql, clockFile, from, speed } = options;
  let isStopped = false;
  const tell = async (now: Date) => {
    await moveTime(sql, now);
    await writeFile(`${clockFile}.new`, now.toISOString());
    await rename(`${clockFile}.new`, clockFile);
  };
  await simulateTime(sql, from);
  await tell(from);
  const passing = (async () => {
    for (let now = from; !isStopped;) {
      await delay(STEP_MS);
      while (!isStopped && !(await isAtRest(sql))) await delay(LOOK_MS);
      now = new Date(now.getTime() + STEP_MS * speed);
      await tell(now);
    }
  })();
  // Shown by stop().
  passing.catch(() => undefined);
  return {
    stop: () => {
      isStopped = true;
      return passing;
    },
  };
}
