import { setTimeout as delay } from 'node:timers/promises';
import cron from 'node-cron';
import { v4 as uuid } from 'uuid';
import { registerSchedule, type SqlPool } from '@otto/db/sql';
import type { Logger, SettledTick } from '@otto/observability';
import type { Enqueuer, Redis } from '@otto/queues';
import { createDatabaseClock } from './database-clock';
import { startLeader } from './leader';
import type { Schedule } from './schedule';
import { createTicker } from './ticker';

/** How often everything is looked at besides its time: a blocked loop or a changed clock. */
const GUARD_MS = 5_000;
const SIMULATED_GUARD_MS = 100;

export interface Beat {
  readonly instance: string;
  isLeading(): boolean;
  /** Stops the clockwork, then resigns, so that a successor starts without waiting. */
  stop(): Promise<void>;
}

export interface BeatDeps {
  readonly schedules: readonly Schedule[];
  readonly sql: SqlPool;
  readonly redis: Redis;
  readonly jobs: Enqueuer;
  readonly logger: Logger;
  readonly leaderTtlMs?: number;
  /** Of a simulation, in place of PostgreSQL's. */
  readonly simulatedClock?: { now(): Date };
  readonly onSettled?: (tick: SettledTick) => void;
  /** Told of every round, well or badly. */
  readonly onRound?: () => void;
}

/** Starts the clockwork. Several may run; one leads, the others stand by. */
export async function startBeat({
  schedules,
  sql,
  redis,
  jobs,
  logger,
  leaderTtlMs,
  simulatedClock,
  onSettled,
  onRound,
}: BeatDeps): Promise<Beat> {
  const instance = uuid();
  const clock = simulatedClock
    ? { now: () => simulatedClock.now(), sync: () => Promise.resolve() }
    : await createDatabaseClock(sql);
  const guardMs = simulatedClock ? SIMULATED_GUARD_MS : GUARD_MS;
  for (const { id, task, ...spec } of schedules) {
    const { cron: expression, catchUp, catchUpWindowMs, overlap } = spec;
    await registerSchedule(sql, id, {
      cron: expression,
      task: task.name,
      catchUp,
      catchUpWindowMs,
      overlap,
    });
  }
  const tickers = schedules.map((schedule) =>
    createTicker({ schedule, sql, jobs, clock, logger, epoch: () => leader.epoch(), onSettled }),
  );
  const advanceAll = () => Promise.all(tickers.map((ticker) => ticker.advance()));
  const leader = startLeader({
    redis,
    sql,
    instance,
    logger,
    onElected: () => void advanceAll(),
    ...(leaderTtlMs ? { ttlMs: leaderTtlMs } : {}),
  });

  const timers = schedules.map((schedule, index) =>
    cron.schedule(
      schedule.cron,
      async ({ date }) => {
        // This machine's clock may be ahead of PostgreSQL's by a little.
        const earlyMs = date.getTime() - clock.now().getTime();
        if (earlyMs > 0 && earlyMs < GUARD_MS) await delay(earlyMs + 1);
        await tickers[index]?.advance();
      },
      { timezone: 'UTC', name: schedule.id, suppressMissedWarning: true },
    ),
  );
  const guard = setInterval(() => {
    clock
      .sync()
      .then(advanceAll, (error: unknown) =>
        logger.warn('beat: PostgreSQL did not answer', { error }),
      )
      .finally(() => onRound?.());
  }, guardMs);

  return {
    instance,
    isLeading: () => leader.epoch() !== null,
    stop: async () => {
      clearInterval(guard);
      for (const timer of timers) await timer.destroy();
      await advanceAll();
      await leader.resign();
    },
  };
}
