import { z } from 'zod';

export const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be E.164');

export const simulateCallSchema = z.strictObject({
  scenario: z.string(),
  /** The first company of the config by default. */
  companyId: z.string().optional(),
  /** A caller of its own for each call by default. */
  from: phone.optional(),
  /** The company's tracking number by default. */
  to: phone.optional(),
  /** Extra copies of each webhook. */
  duplicates: z.int().min(0).max(100).default(0),
  order: z.enum(['natural', 'post-call-first']).default('natural'),
  /** Post-call comes without a recording, which can be had so much later. */
  recordingDelayMs: z.int().min(0).default(0),
  /** How long the links to the recording hold; as the config says by default. */
  recordingUrlTtlMs: z.int().min(1).optional(),
  count: z.int().min(1).max(1_000).default(1),
});

export type SimulateCallRequest = z.output<typeof simulateCallSchema>;
export type SimulateCallInput = z.input<typeof simulateCallSchema>;
