import {
  listDueRecoveries,
  listOverdueRecoveries,
  lockMissedCallEntry,
  type Database,
  type DueRecovery,
} from '@otto/db';
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
}

/** Has the due attempts of all companies done, those of high priority first, and stuck ones again. */
export function createScanMissedCalls(deps: TickDeps) {
  return createTick(deps, listDueRecoveries);
}

/** Hands the missed callers of all companies over to a person whose time has run out. */
export function createSweepSlas(deps: TickDeps) {
  return createTick(deps, listOverdueRecoveries);
}

function createTick({ database, jobs, publish, clock }: TickDeps, list: typeof listDueRecoveries) {
  const tick = ({ companyId, id }: DueRecovery, now: Date) =>
    database.withTenant(companyId, async (tx) => {
      const entry = await lockMissedCallEntry(tx, id);
      const event = { type: 'tick', now } as const;
      const moved = entry && (await moveRecovery(tx, publish, entry, { event, now }));
      if (!moved || moved.attempt === null) return;
      await jobs.enqueue(tx, attemptRecovery, { entryId: id, attempt: moved.attempt });
    });

  return async (_tick: { at: string }, job: JobContext): Promise<{ entries: number }> => {
    const now = clock.now();
    const due = await database.asSystem((tx) => list(tx, now, BATCH));
    for (const one of due) {
      job.signal.throwIfAborted();
      await tick(one, now);
    }
    return { entries: due.length };
  };
}
