import { updateShunyaJob, type ShunyaJobChanges, type ShunyaJobRow, type TenantTx } from '@otto/db';
import { pollShunyaJob } from '@otto/queues';
import type { ShunyaDeps } from './job-scene';

/**
 * Changes the locked job and arranges its next poll. A poll is named by its time, so times of one
 * job never repeat: the engine would take the second for the first, which may be running.
 */
export async function schedulePoll(
  { jobs, clock }: Pick<ShunyaDeps, 'jobs' | 'clock'>,
  tx: TenantTx,
  row: ShunyaJobRow,
  { delayMs, changes }: { readonly delayMs: number; readonly changes: ShunyaJobChanges },
): Promise<void> {
  const earliest = (row.nextPollAt?.getTime() ?? 0) + 1;
  const nextPollAt = new Date(Math.max(clock.now().getTime() + delayMs, earliest));
  await updateShunyaJob(tx, row.id, { ...changes, nextPollAt });
  await jobs.enqueue(
    tx,
    pollShunyaJob,
    { shunyaJobId: row.id, poll: nextPollAt.getTime() },
    delayMs > 0 ? { runAt: nextPollAt } : {},
  );
}
