import { z } from 'zod';

/** Switches of the sandbox's Shunya, in its config and over POST /shunya-options. */
export const shunyaOptionsSchema = z.object({
  webhooks: z.boolean().optional(),
  /** `status-only` leaves the result out, so that it has to be fetched. */
  webhookContent: z.enum(['full', 'status-only']).optional(),
  /** Pauses before the repetitions of a webhook that was not answered with 2xx. */
  webhookRetryDelaysMs: z.array(z.int().min(0)).optional(),
  /** How long a transcription takes, and how long an analysis. */
  resultDelayMs: z.int().min(0).optional(),
  /** So many of the next requests fail, in the way of `failWith`. */
  failNext: z.int().min(0).optional(),
  failWith: z.enum(['server-error', 'rate-limit', 'envelope']).optional(),
  retryAfterSeconds: z.int().min(0).optional(),
  /** Errors come inside HTTP 200 even where the real status is known. */
  errorsInside200: z.boolean().optional(),
  resultShape: z.enum(['complete', 'unknown-fields', 'unknown-words', 'missing-fields']).optional(),
  /** `too-long`: follow-ups have one character more than they may. */
  draftLength: z.enum(['fitting', 'too-long']).optional(),
});

export type ShunyaChanges = z.output<typeof shunyaOptionsSchema>;
export type ShunyaOptions = {
  -readonly [K in keyof ShunyaChanges]-?: Exclude<ShunyaChanges[K], undefined>;
};

const DEFAULTS: ShunyaOptions = {
  webhooks: true,
  webhookContent: 'full',
  webhookRetryDelaysMs: [1_000, 2_000, 5_000, 15_000, 60_000],
  resultDelayMs: 1_500,
  failNext: 0,
  failWith: 'server-error',
  retryAfterSeconds: 1,
  errorsInside200: false,
  resultShape: 'complete',
  draftLength: 'fitting',
};

export interface ShunyaSwitches {
  readonly current: ShunyaOptions;
  change(changes: ShunyaChanges): ShunyaOptions;
  /** True for a request that has to fail, and counts it. */
  takeFailure(): boolean;
}

export function createShunyaSwitches(initial: ShunyaChanges): ShunyaSwitches {
  const current = { ...DEFAULTS };
  const change = (changes: ShunyaChanges) => {
    const given = Object.entries(changes).filter(
      ([name, value]) => name in DEFAULTS && value !== undefined,
    );
    return Object.assign(current, Object.fromEntries(given));
  };
  change(initial);
  return {
    current,
    change,
    takeFailure() {
      if (current.failNext === 0) return false;
      current.failNext -= 1;
      return true;
    },
  };
}
