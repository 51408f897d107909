import type { ScheduleSpec } from '@otto/db/sql';
import {
  alertUnassignedBookings,
  cleanupEphemeralSessions,
  cleanupOldTasks,
  expireFollowups,
  generateDailyReports,
  markOverdueTasks,
  processScheduledFollowups,
  reconcileCallrail,
  reconcileUnknownTexts,
  reviveTranscriptions,
  scanMissedCalls,
  sweepSlas,
  type TaskSpec,
} from '@otto/queues';

const HOUR_MS = 3_600_000;

export interface Schedule extends Omit<ScheduleSpec, 'task'> {
  readonly id: string;
  /** Its payload is the tick: `{at}`, so that a late or repeated tick asks for the same work. */
  readonly task: TaskSpec;
}

/** Everything that Otto does by the clock. Times are UTC; ids are never renamed. */
export const schedules: readonly Schedule[] = [
  {
    id: 'process-pending-transcriptions',
    cron: '0 * * * * *',
    task: reviveTranscriptions,
    catchUp: 'latest',
    catchUpWindowMs: HOUR_MS,
    overlap: 'skip',
  },
  {
    id: 'reconcile-callrail',
    cron: '0 */5 * * * *',
    task: reconcileCallrail,
    catchUp: 'latest',
    catchUpWindowMs: HOUR_MS,
    overlap: 'skip',
  },
  {
    id: 'scan-missed-calls',
    cron: '0 * * * * *',
    task: scanMissedCalls,
    catchUp: 'latest',
    catchUpWindowMs: HOUR_MS,
    overlap: 'skip',
  },
  {
    id: 'sweep-missed-call-slas',
    cron: '30 */5 * * * *',
    task: sweepSlas,
    catchUp: 'latest',
    catchUpWindowMs: 24 * HOUR_MS,
    overlap: 'skip',
  },
  {
    id: 'generate-daily-reports',
    cron: '0 0 0 * * *',
    task: generateDailyReports,
    catchUp: 'all',
    catchUpWindowMs: 7 * 24 * HOUR_MS,
    overlap: 'allow',
  },
  {
    id: 'cleanup-old-tasks',
    cron: '0 0 * * * *',
    task: cleanupOldTasks,
    catchUp: 'latest',
    catchUpWindowMs: 24 * HOUR_MS,
    overlap: 'skip',
  },
  {
    id: 'cleanup-ephemeral-sessions',
    cron: '0 0 * * * *',
    task: cleanupEphemeralSessions,
    catchUp: 'latest',
    catchUpWindowMs: 24 * HOUR_MS,
    overlap: 'skip',
  },
  {
    id: 'reconcile-unknown-texts',
    cron: '30 * * * * *',
    task: reconcileUnknownTexts,
    catchUp: 'latest',
    catchUpWindowMs: HOUR_MS,
    overlap: 'skip',
  },
  {
    id: 'process-scheduled-followups',
    cron: '0 */5 * * * *',
    task: processScheduledFollowups,
    catchUp: 'latest',
    catchUpWindowMs: HOUR_MS,
    overlap: 'skip',
  },
  {
    id: 'expire-followups',
    cron: '0 0 * * * *',
    task: expireFollowups,
    catchUp: 'latest',
    catchUpWindowMs: HOUR_MS,
    overlap: 'skip',
  },
  {
    id: 'mark-overdue-tasks',
    cron: '0 */15 * * * *',
    task: markOverdueTasks,
    catchUp: 'latest',
    catchUpWindowMs: HOUR_MS,
    overlap: 'skip',
  },
  {
    id: 'alert-unassigned-bookings',
    cron: '0 0 * * * *',
    task: alertUnassignedBookings,
    catchUp: 'latest',
    catchUpWindowMs: 24 * HOUR_MS,
    overlap: 'skip',
  },
];
