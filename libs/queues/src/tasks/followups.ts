import { z } from 'zod';
import { exponential } from '../backoff';
import { defineTask } from '../task';

const byTheClock = {
  queue: 'followups',
  payload: z.object({ at: z.iso.datetime() }),
  retry: { attempts: 3, backoff: exponential(5_000) },
  timeoutMs: 120_000,
} as const;

/** Asks for the sending of approved follow-ups whose time has come. */
export const processScheduledFollowups = defineTask({
  name: 'followups.process-scheduled',
  ...byTheClock,
});

/** Sends one approved follow-up. */
export const sendFollowup = defineTask({
  name: 'followups.send',
  queue: 'followups',
  payload: z.object({
    draftId: z.uuid(),
    /** Whether who sends it overrides quiet hours; the schedule never does, so it stays optional. */
    overridesQuietHours: z.boolean().optional(),
  }),
  retry: { attempts: 6, backoff: exponential(10_000, { capMs: 300_000 }) },
  timeoutMs: 60_000,
  dedupeKey: ({ draftId }) => draftId,
});

/** Ends drafts that nobody approved in time, and notes which follow-ups led to a booking. */
export const expireFollowups = defineTask({ name: 'followups.expire', ...byTheClock });

/** Marks tasks whose time is over. */
export const markOverdueTasks = defineTask({ name: 'followups.mark-overdue-tasks', ...byTheClock });
