import {
  listDueRecoveries,
  listOverdueRecoveries,
  lockMissedCallEntry,
  type Database,
  type DueRecovery,
} from '@otto/db';
import type { Logger } from '@otto/observability';
import { attemptRecovery, type Enqueuer, type JobContext } from '@otto/queues';
import type { Publish } from '../live';
import type { Clock } from '../time/clock';
import { moveRecovery } from './move-recovery';

const BATCH = 200;

interface TickDeps {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly clock: Clock;
  readonly logger: Logger;
}

type Ticked = { readonly entries: number; readonly failed: number };

/** Has the due attempts of all companies done, those of high priority first, and stuck ones again. */
export function createScanMissedCalls(deps: TickDeps) {
  return createTick(deps, listDueRecoveries);
}

/** Hands the missed callers of all companies over to a person whose time has run out. */
export function createSweepSlas(deps: TickDeps) {
  return createTick(deps, listOverdueRecoveries);
}

function createTick(
  { database, jobs, publish, clock, logger }: TickDeps,
  list: typeof listDueRecoveries,
) {
  const tick = ({ companyId, id }: DueRecovery, now: Date) =>
    database.withTenant(companyId, async (tx) => {
      const entry = await lockMissedCallEntry(tx, id);
      const event = { type: 'tick', now } as const;
      const moved = entry && (await moveRecovery(tx, publish, entry, { event, now }));
      if (!moved || moved.attempt === null) return;
      await jobs.enqueue(tx, attemptRecovery, { entryId: id, attempt: moved.attempt });
    });

  return async (_tick: { at: string }, job: JobContext): Promise<Ticked> => {
    const now = clock.now();
    const due = await database.asSystem((tx) => list(tx, now, BATCH));
    let failed = 0;
    for (const one of due) {
      job.signal.throwIfAborted();
      try {
        await tick(one, now);
      } catch (error) {
        // One bad entry does not keep the others waiting; it is due again with the next tick.
        failed += 1;
        logger.error('a recovery could not be moved', { entryId: one.id, error });
      }
    }
    return { entries: due.length, failed };
  };
}
