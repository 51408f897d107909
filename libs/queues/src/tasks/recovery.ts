import { z } from 'zod';
import { exponential } from '../backoff';
import { defineTask } from '../task';

/** Texts a missed caller, once per attempt. */
export const attemptRecovery = defineTask({
  name: 'recovery.attempt-recovery',
  queue: 'followups',
  payload: z.object({
    entryId: z.uuid(),
    attempt: z.int().min(1).max(4),
    /** The user who wants it made now; the schedule makes the others, so it stays optional. */
    orderedBy: z.string().optional(),
    overridesQuietHours: z.boolean().optional(),
  }),
  retry: { attempts: 5, backoff: exponential(2_000, { capMs: 60_000 }) },
  timeoutMs: 60_000,
  dedupeKey: ({ entryId, attempt, orderedBy }) =>
    `mc:${entryId}:${attempt}${orderedBy === undefined ? '' : ':ordered'}`,
});

/** Finds the missed callers whose next attempt is due, and attempts that nobody finished. */
export const scanMissedCalls = defineTask({
  name: 'recovery.scan-missed-calls',
  queue: 'followups',
  payload: z.object({ at: z.iso.datetime() }),
  retry: { attempts: 3, backoff: exponential(5_000) },
  timeoutMs: 60_000,
});

/** Hands missed callers over to a person whose time has run out. */
export const sweepSlas = defineTask({
  name: 'recovery.sweep-slas',
  queue: 'followups',
  payload: z.object({ at: z.iso.datetime() }),
  retry: { attempts: 3, backoff: exponential(5_000) },
  timeoutMs: 60_000,
});
