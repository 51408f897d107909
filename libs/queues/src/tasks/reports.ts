import { z } from 'zod';
import { exponential } from '../backoff';
import { defineTask } from '../task';

/** Asks for yesterday's report of every active company. */
export const generateDailyReports = defineTask({
  name: 'reports.generate-daily-reports',
  queue: 'default',
  payload: z.object({ at: z.iso.datetime() }),
  retry: { attempts: 5, backoff: exponential(10_000) },
  timeoutMs: 60_000,
});

/** Computes the figures of one company's local day. */
export const generateDailyReport = defineTask({
  name: 'reports.generate-daily-report',
  queue: 'default',
  payload: z.object({ date: z.iso.date() }),
  retry: { attempts: 5, backoff: exponential(10_000) },
  timeoutMs: 60_000,
});
