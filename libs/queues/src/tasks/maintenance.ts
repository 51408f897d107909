import { z } from 'zod';
import { exponential } from '../backoff';
import { defineTask } from '../task';

/** Deletes finished jobs, deliveries, and other records and words past their keeping time. */
export const cleanupOldTasks = defineTask({
  name: 'maintenance.cleanup-old-tasks',
  queue: 'default',
  payload: z.object({ at: z.iso.datetime() }),
  retry: { attempts: 3, backoff: exponential(10_000) },
  timeoutMs: 300_000,
});

/** Deletes the audio of ghost-mode sessions whose keeping time is over. */
export const cleanupEphemeralSessions = defineTask({
  name: 'visits.cleanup-ephemeral-sessions',
  queue: 'default',
  payload: z.object({ at: z.iso.datetime() }),
  retry: { attempts: 3, backoff: exponential(10_000) },
  timeoutMs: 300_000,
});
