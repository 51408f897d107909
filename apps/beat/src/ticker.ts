import { claimTick, findLastSlot, isLastJobLive, settleTick, type SqlPool } from '@otto/db/sql';
import type { Logger } from '@otto/observability';
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
}

/** Turns the slots of one schedule into jobs: the claim of the tick and its job commit together. */
export function createTicker({ schedule, sql, jobs, clock, epoch, logger }: TickerDeps): Ticker {
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
      await settle(tick, current);
      last = tick.slot;
    }
  }

  async function settle({ slot, outcome }: PlannedTick, current: bigint): Promise<void> {
    const isSent = await sql.transaction(async (tx) => {
      if (!(await claimTick(tx, { schedule: schedule.id, slot, outcome, epoch: current })))
        return false;
      if (outcome === 'missed') return false;
      if (schedule.overlap === 'skip' && (await isLastJobLive(tx, schedule.id))) {
        await settleTick(tx, { schedule: schedule.id, slot }, 'skipped');
        return false;
      }
      const job = await jobs.enqueue(tx, schedule.task, { at: slot.toISOString() });
      await settleTick(tx, { schedule: schedule.id, slot }, { jobId: job.id });
      return true;
    });
    if (isSent) {
      logger.info(`Scheduler: Sending due task ${schedule.id}`, {
        slot: slot.toISOString(),
        outcome,
        lateMs: clock.now().getTime() - slot.getTime(),
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
