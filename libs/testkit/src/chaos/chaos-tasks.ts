import { defineTask, exponential } from '@otto/queues';
import { z } from 'zod';

const retry = { attempts: 3, backoff: exponential(100, { capMs: 500 }) };
const payload = z.object({ n: z.int(), ms: z.int() });

/** Takes `ms`, then records `n` in the table `effects` together with its own completion. */
export const record = defineTask({
  name: 'chaos.record',
  queue: 'default',
  payload,
  retry,
  timeoutMs: 60_000,
});

/** Ends the process that runs it: what an out-of-memory kill looks like. */
export const poison = defineTask({
  name: 'chaos.poison',
  queue: 'default',
  payload,
  retry,
  timeoutMs: 60_000,
});

/** Keeps the event loop busy for `ms` at its first attempt, then records `n` as `record` does. */
export const block = defineTask({
  name: 'chaos.block',
  queue: 'default',
  payload,
  retry,
  timeoutMs: 60_000,
});

export const chaosTasks = [record, poison, block] as const;

/** Every start of a job, and every effect; a spec compares the two with what it asked for. */
export const CHAOS_TABLES = `
  create table starts (n int not null, worker text not null, at timestamptz not null default clock_timestamp());
  create table effects (n int not null, job uuid not null, at timestamptz not null default clock_timestamp())`;
