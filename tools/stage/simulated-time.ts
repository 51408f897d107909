import { rename, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { SqlPool } from '@otto/db/sql';
import { findNextDue, isAtRest, moveTime, simulateTime } from './simulated-database';

const MINUTE_MS = 60_000;
const LOOK_MS = 50;

/** Lets some of the simulated time pass. */
export type Sleep = (ms: number) => Promise<void>;

export interface SimulatedTime {
  now(): Date;
  /** Time stands still during the work, except while it sleeps. */
  during<T>(work: (sleep: Sleep) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export interface TimeOptions {
  readonly sql: SqlPool;
  /** What OTTO_CLOCK names. */
  readonly clockFile: string;
  readonly from: Date;
  /** So many times as fast as the machine's, at most. */
  readonly speed: number;
}

interface Sleeper {
  readonly until: Date;
  wake(): void;
}

/**
 * Time that goes from one moment at which something is due to the next. It stands still while there
 * is work to do, so that what takes a machine a second does not take hours of the story.
 */
export async function startTime(options: TimeOptions): Promise<SimulatedTime> {
  const { sql, clockFile, from, speed } = options;
  let now = from;
  let isStopped = false;
  let working = 0;
  let sleepers: Sleeper[] = [];

  const tell = async (next: Date) => {
    await moveTime(sql, next);
    await writeFile(`${clockFile}.new`, next.toISOString());
    await rename(`${clockFile}.new`, clockFile);
    now = next;
  };
  const sleep: Sleep = async (ms) => {
    const until = new Date(now.getTime() + ms);
    // It works again from the moment it is woken, before time can go on.
    working -= 1;
    await new Promise<void>((resolve) => {
      sleepers.push({ until, wake: () => ((working += 1), resolve()) });
    });
  };
  const wakeSleepers = () => {
    const due = sleepers.filter(({ until }) => until <= now);
    sleepers = sleepers.filter(({ until }) => until > now);
    for (const sleeper of due) sleeper.wake();
  };
  const mayPass = async () => working === 0 && sleepers.length > 0 && (await isAtRest(sql));
  const step = async () => {
    const next = nextMoment(now, await findNextDue(sql), sleepers);
    const pauseMs = (next.getTime() - now.getTime()) / speed;
    if (pauseMs > LOOK_MS) {
      await delay(pauseMs);
      if (isStopped || !(await mayPass())) return;
    }
    await tell(next);
    wakeSleepers();
  };

  await simulateTime(sql, from);
  await tell(from);
  const passing = (async () => {
    while (!isStopped) {
      if (await mayPass()) await step();
      else await delay(LOOK_MS);
    }
  })();
  // Shown by stop().
  passing.catch(() => undefined);
  return {
    now: () => now,
    during: async (work) => {
      working += 1;
      try {
        return await work(sleep);
      } finally {
        working -= 1;
      }
    },
    stop: () => {
      isStopped = true;
      return passing;
    },
  };
}

/** The full minute at which something is due; a minute on where it is overdue, until beat has seen to it. */
function nextMoment(now: Date, due: Date | null, sleepers: readonly Sleeper[]): Date {
  const moments = sleepers.map(({ until }) => until.getTime());
  if (due) {
    const atMs = Math.max(due.getTime(), now.getTime() + MINUTE_MS);
    moments.push(Math.ceil(atMs / MINUTE_MS) * MINUTE_MS);
  }
  return new Date(Math.min(...moments));
}
