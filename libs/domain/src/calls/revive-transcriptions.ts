import {
  listCallsWithoutTranscription,
  listJobsStartedBefore,
  listJobsWithoutPoll,
  type Database,
  type SystemTx,
} from '@otto/db';
import type { Logger } from '@otto/observability';
import {
  pollShunyaJob,
  storeRecording,
  submitRecording,
  type Enqueuer,
  type JobContext,
} from '@otto/queues';
import type { Publish } from '../live';
import { failShunyaJob } from '../shunya/fail-shunya-job';
import { JOB_LIFETIME_MS } from '../shunya/poll-schedule';
import type { Clock } from '../time/clock';

const BATCH = 50;
const MIN_AGE_MS = 2 * 60_000;

/**
 * Finds what nobody works on any more, across tenants, and has it done: recordings without a
 * transcription, jobs at Shunya whose poll was lost; jobs older than a day time out. A call whose
 * job died is left to the person who looks at dead jobs.
 */
export function createReviveTranscriptions(deps: {
  readonly database: Database;
  readonly jobs: Enqueuer;
  readonly publish: Publish;
  readonly clock: Clock;
  readonly logger: Logger;
}) {
  const { database, jobs, publish, clock, logger } = deps;

  async function timeOut(now: Date): Promise<number> {
    const before = new Date(now.getTime() - JOB_LIFETIME_MS);
    const old = await database.asSystem((tx) => listJobsStartedBefore(tx, before, BATCH));
    const failure = { code: 'TIMEOUT', message: 'no result within 24 hours' };
    for (const { companyId, id } of old) {
      await database.withTenant(companyId, (tx) =>
        failShunyaJob(tx, id, failure, { at: now, publish, status: 'timeout' }),
      );
    }
    return old.length;
  }

  return async ({ at }: { at: string }, job: JobContext): Promise<void> => {
    const now = clock.now();
    const timedOut = await timeOut(now);
    const counts = await database.asSystem(async (tx) => {
      const calls = await reviveCalls(jobs, tx, new Date(Date.parse(at) - MIN_AGE_MS));
      const polls = await revivePolls(jobs, tx, now);
      await job.completeIn(tx, { calls, polls, timedOut });
      return { calls, polls };
    });
    if (counts.calls + counts.polls + timedOut > 0) {
      logger.warn('lost transcriptions were revived', { ...counts, timedOut });
    }
  };
}

async function reviveCalls(jobs: Enqueuer, tx: SystemTx, before: Date): Promise<number> {
  const calls = await listCallsWithoutTranscription(tx, before, BATCH);
  await jobs.enqueueMany(
    tx,
    calls.map(({ id, companyId, isStored }) => ({
      task: isStored ? submitRecording : storeRecording,
      payload: { callId: id },
      companyId,
    })),
  );
  return calls.length;
}

async function revivePolls(jobs: Enqueuer, tx: SystemTx, now: Date): Promise<number> {
  const lost = await listJobsWithoutPoll(tx, now, BATCH);
  await jobs.enqueueMany(
    tx,
    lost.map(({ id, companyId, nextPollAt }) => ({
      task: pollShunyaJob,
      payload: { shunyaJobId: id, poll: nextPollAt.getTime() },
      companyId,
    })),
  );
  return lost.length;
}
