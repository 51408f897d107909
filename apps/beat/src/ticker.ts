import { v7 as uuidv7 } from 'uuid';
import { claimTick, findLastSlot, isLastJobLive, settleTick, type SqlPool } from '@otto/db/sql';
import { withLogContext, withSpan, type Logger, type SettledTick } from '@otto/observability';
import type { Enqueuer } from '@otto/queues';
import type { DatabaseClock } from './database-clock';
import { planTicks, type PlannedTick } from './plan-ticks';
import type { Schedule } from './schedule';
import { createSlots } from './slots';

export interface Ticker {
  /** Settles every slot of the schedule that has passed. Safe to call at any time, in any number. */
  advance(): Promise<void>;
}

export interface TickerDeps {
  readonly schedule: Schedule;
  readonly sql: SqlPool;
  readonly jobs: Enqueuer;
  readonly clock: DatabaseClock;
  /** The fencing token while this process leads. */
  readonly epoch: () => bigint | null;
  readonly logger: Logger;
  /** Told of every tick that this process has settled, e.g. to count it. */
  readonly onSettled?: ((tick: SettledTick) => void) | undefined;
}

/** Turns the slots of one schedule into jobs: the claim of the tick and its job commit together. */
export function createTicker(deps: TickerDeps): Ticker {
  const { schedule, sql, jobs, clock, epoch, logger } = deps;
  const slots = createSlots(schedule.cron);
  let last: Date | undefined;
  let lastEpoch: bigint | undefined;
  let underWay: Promise<void> | undefined;

  async function settleDue(): Promise<void> {
    const current = epoch();
    if (current === null) return;
    const now = clock.now();
    if (!last || lastEpoch !== current) last = await findLastSlot(sql, schedule.id);
    lastEpoch = current;
    const from = new Date(Math.max(last.getTime(), now.getTime() - schedule.catchUpWindowMs));
    for (const tick of planTicks(schedule, slots.between(from, now), now)) {
      if (epoch() !== current) return;
      await withLogContext({ traceId: uuidv7() }, () =>
        withSpan({ name: `tick ${schedule.id}`, place: 'first' }, () => settle(tick, current)),
      );
      last = tick.slot;
    }
  }

  async function settle({ slot, outcome }: PlannedTick, current: bigint): Promise<void> {
    const became = await sql.transaction(async (tx) => {
      if (!(await claimTick(tx, { schedule: schedule.id, slot, outcome, epoch: current })))
        return null;
      if (outcome === 'missed') return outcome;
      if (schedule.overlap === 'skip' && (await isLastJobLive(tx, schedule.id))) {
        await settleTick(tx, { schedule: schedule.id, slot }, 'skipped');
        return 'skipped' as const;
      }
      const job = await jobs.enqueue(tx, schedule.task, { at: slot.toISOString() });
      await settleTick(tx, { schedule: schedule.id, slot }, { jobId: job.id });
      return outcome;
    });
    if (became === null) return;
    const lateMs = clock.now().getTime() - slot.getTime();
    deps.onSettled?.({ schedule: schedule.id, outcome: became, lateMs });
    if (became !== 'missed' && became !== 'skipped') {
      logger.info(`Scheduler: Sending due task ${schedule.id}`, {
        slot: slot.toISOString(),
        outcome,
        lateMs,
      });
    }
  }

  return {
    advance: () => {
      underWay = (underWay ?? Promise.resolve()).then(settleDue).catch((error: unknown) => {
        logger.error('beat: a schedule could not advance', { schedule: schedule.id, error });
      });
      return underWay;
    },
  };
}
