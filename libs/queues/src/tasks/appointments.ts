import { z } from 'zod';
import { exponential } from '../backoff';
import { defineTask } from '../task';

/** Asks the managers of all companies for reps where visits that begin soon have none. */
export const alertUnassignedBookings = defineTask({
  name: 'appointments.alert-unassigned',
  queue: 'default',
  payload: z.object({ at: z.iso.datetime() }),
  retry: { attempts: 3, backoff: exponential(5_000) },
  timeoutMs: 120_000,
});
